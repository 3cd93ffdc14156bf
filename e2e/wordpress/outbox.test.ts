import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { until } from './support/until.ts';
import { postComment } from './support/comments.ts';

/** Past the outbox's first wait (30 s ± 20 %) and the breaker's first pause, within what the server allows clocks to differ. */
const A_LITTLE_LATER = 120;

describeOn(SUPPORTED, 'The outbox', ({ database, version }) => {
  describe.each(version === '6.8' ? ['php -S', 'php-fpm'] : ['php -S'])('served by %s', (by) => {
    let on: PairedSite;
    beforeAll(async () => {
      on = await pairedSite(database, { version, plugins: [], fpm: by === 'php-fpm' });
    });
    afterAll(() => on?.close());

    const comment = (name: string) => postComment(on.served.url, name);
    const contacts = () => on.server.twins.hubspot.contacts().filter(({ properties }) => properties['email']?.endsWith('@example.com'));
    const arrived = (name: string) =>
      until(`${name} is a HubSpot contact`, () =>
        Promise.resolve(contacts().find(({ properties }) => properties['email'] === `${name}@example.com`)),
      );
    const rowOf = async (name: string) => (await on.outbox()).find(({ contact }) => contact === `${name}@example.com`);

    test('what a visitor sends arrives by itself, without cron', async () => {
      expect((await comment('ada')).status).toBe(200);
      await arrived('ada');
      await until('the row says so', async () => (await rowOf('ada'))?.state === 'delivered');
    });

    test('with the server down the visitor notices nothing; with the server back it goes on', async () => {
      await on.server.crash();
      const page = await comment('grace');
      expect(page.status).toBe(200);
      expect(page.body).toContain('A word from grace.');
      const row = await until('a try failed', async () => {
        const found = await rowOf('grace');
        return found !== undefined && found.attempts > 0 && found.state === 'pending' && found;
      });
      expect(row.lastError).toMatch(/server/i);

      await on.server.start();
      await on.site.setClock(A_LITTLE_LATER);
      await on.cron();
      await arrived('grace');
      await until('the row says so', async () => (await rowOf('grace'))?.state === 'delivered');
    });

    test('PHP killed between keeping and sending loses nothing', async () => {
      await on.site.addMuPlugin(
        'killed.php',
        `<?php add_action('shutdown', function () { if (file_exists(WP_CONTENT_DIR . '/kill')) { unlink(WP_CONTENT_DIR . '/kill'); posix_kill(getmypid(), SIGKILL); } }, 1);`,
      );
      await on.site.write('wp-content/kill', '');
      await comment('alan').catch(() => undefined);
      await on.restart();
      expect(await rowOf('alan')).toMatchObject({ state: 'pending', attempts: 0 });
      await on.cron();
      await arrived('alan');
    });

    test('two sweeps and a button at once send each event once', async () => {
      await on.call('PUT', 'settings', { paused: true });
      for (const name of ['one', 'two', 'three', 'four', 'five']) await comment(name);
      expect((await on.status()).outbox.pending).toBe(5);
      await on.call('PUT', 'settings', { paused: false });
      await Promise.all([on.cron(), on.flush(), on.flush()]);
      for (const name of ['one', 'two', 'three', 'four', 'five']) await arrived(name);
      const { items } = await on.server.client('listEvents', {
        params: { workspaceId: on.server.workspaceId },
        query: { limit: 200, type: 'comment.posted' },
      });
      const keys = (await on.outbox()).map(({ idempotencyKey }) => idempotencyKey);
      expect(items).toHaveLength(keys.length);
      expect(new Set(keys).size).toBe(keys.length);
    });

    test('no contact doubled, no rule of HubSpot broken, and PHP had nothing to say', async () => {
      const emails = contacts().map(({ properties }) => properties['email']);
      expect(new Set(emails).size).toBe(emails.length);
      expect(on.server.twins.violations()).toEqual([]);
      expect(await on.site.complaints()).toEqual([]);
    });
  });
});
