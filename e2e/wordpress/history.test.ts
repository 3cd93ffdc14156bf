import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Status } from './support/answers.ts';
import { postComment } from './support/comments.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { until } from './support/until.ts';

type Job = NonNullable<Status['gapScan']>;

/** An entry younger than two minutes may still be on its way through its own hook, so a scan leaves it for the next one. */
const PAST_TWO_MINUTES = 150;

describeOn(SUPPORTED, 'A site’s own entries', ({ database, version }) => {
  let on: PairedSite;
  beforeAll(async () => {
    on = await pairedSite(database, { version, plugins: [] });
    await on.site.addMuPlugin(
      'killed.php',
      `<?php add_action('comment_post', function () { if (file_exists(WP_CONTENT_DIR . '/kill')) { unlink(WP_CONTENT_DIR . '/kill'); posix_kill(getmypid(), SIGKILL); } }, 1);`,
    );
  });
  afterAll(() => on?.close());

  const contacts = () => on.server.twins.hubspot.contacts().map(({ properties }) => properties['email']);
  const isContact = (email: string) => until(`${email} is a contact`, () => Promise.resolve(contacts().includes(email)));
  const keys = async () => (await on.outbox()).map(({ idempotencyKey }) => idempotencyKey);
  const scan = async (): Promise<Job> => {
    const { id } = await on.call<Job>('POST', 'gap-scan');
    return until<Job>('the gap scan is done', async () => {
      const { gapScan } = await on.status();
      return gapScan?.id === id && gapScan.state === 'done' && gapScan;
    });
  };

  test('what PHP was killed over, before Handoff saw it, is found by the gap scan, once', async () => {
    await postComment(on.served.url, 'ada');
    await isContact('ada@example.com');
    await on.site.write('wp-content/kill', '');
    await postComment(on.served.url, 'grace').catch(() => undefined);
    await on.restart();
    expect((await on.outbox()).map(({ contact }) => contact)).toEqual(['ada@example.com']);

    await on.site.setClock(PAST_TWO_MINUTES);
    const first = await scan();
    expect(first).toMatchObject({ captured: 1, message: expect.any(String) });
    await on.flush();
    await isContact('grace@example.com');
    expect((await on.outbox())[0]).toMatchObject({ contact: 'grace@example.com', origin: 'gap_scan', state: 'delivered' });

    const second = await scan();
    expect(second.captured).toBe(0);
    expect(await keys()).toHaveLength(2);
  });

  test('a silent backfill is kept at the server and pushes nothing; what was known is not doubled', async () => {
    await on.site.php(
      `foreach (['old-1', 'old-2', 'old-3'] as $name) wp_insert_comment(['comment_post_ID' => 1, 'comment_author' => $name,
         'comment_author_email' => "$name@example.com", 'comment_content' => 'Long ago.', 'comment_approved' => 1,
         'comment_date' => '2025-03-01 10:00:00', 'comment_date_gmt' => '2025-03-01 09:00:00']);`,
    );
    const job = await on.call<Job>('POST', 'backfill', { source: 'wordpress-comments', since: '2025-01-01T00:00:00Z', silent: true });
    // The three, and the comment that every new WordPress comes with.
    expect(job).toMatchObject({ state: 'done', captured: 4, known: 2 });
    await on.flush();
    const { items } = await on.server.client('listEvents', {
      params: { workspaceId: on.server.workspaceId },
      query: { limit: 200, type: 'comment.posted' },
    });
    expect(items).toHaveLength(6);
    await postComment(on.served.url, 'after');
    await isContact('after@example.com');
    expect(contacts()).not.toContain('old-1@example.com');
    expect(new Set(await keys()).size).toBe((await keys()).length);
  });

  test('PHP had nothing to say', async () => {
    expect(await on.site.complaints()).toEqual([]);
  });
});
