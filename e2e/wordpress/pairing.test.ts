import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import type { Status } from './support/answers.ts';
import { postComment } from './support/comments.ts';
import { describeOn } from './support/environment.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { until } from './support/until.ts';
import { visit } from './support/visitor.ts';

describeOn(SUPPORTED, 'Pairing', ({ database, version }) => {
  let on: PairedSite;
  beforeAll(async () => {
    on = await pairedSite(database, { version, plugins: [], paired: false });
  });
  afterAll(() => on?.close());

  test('a site that is not paired says so, and refuses a code that is none in words', async () => {
    expect(await on.status()).toMatchObject({ pairing: null, sending: { state: 'not_paired' } });
    const { status, json } = await on.admin.rest<{ error: { message: string } }>('POST', 'handoff/v1/connect', { code: 'hnd1_nonsense' });
    expect(status).toBe(422);
    expect(json.error.message).toMatch(/connection code/i);
    expect((await on.status()).pairing).toBeNull();
  });

  test('a connection code pairs them, and both show the same fingerprint', async () => {
    const { pairing, sending } = await on.call<Status>('POST', 'connect', {
      code: await on.server.connectionCode(),
    });
    expect(sending.state).toBe('on');
    expect(pairing).toMatchObject({ origin: on.server.url, workspaceName: 'Bloom & Steep' });
    const { items } = await on.server.client('listSources', { params: { workspaceId: on.server.workspaceId } });
    expect(items).toMatchObject([{ kind: 'wordpress', url: on.served.url, fingerprint: pairing?.fingerprint, revokedAt: null }]);
  });

  test('the panel reaches the server through the site, and only its own workspace', async () => {
    const { items } = await on.call<{ items: { name: string }[] }>('GET', `server/v1/workspaces/${on.server.workspaceId}/connections`);
    expect(items).toMatchObject([{ name: 'HubSpot' }]);
    const { status } = await on.admin.rest('GET', 'handoff/v1/server/v1/workspaces/wsp_01HZZZZZZZZZZZZZZZZZZZZZZZ/connections');
    expect(status).toBeGreaterThanOrEqual(403);
    expect(status).toBeLessThan(500);
  });

  test('nobody without the capability sees or changes anything', async () => {
    const stranger = visit(on.served.url);
    for (const [method, path] of [
      ['GET', 'status'],
      ['GET', 'outbox'],
      ['GET', 'settings'],
      ['GET', `server/v1/workspaces/${on.server.workspaceId}/connections`],
    ] as const) {
      expect((await stranger.get(`/wp-json/handoff/v1/${path}`)).status, `${method} ${path}`).toBe(401);
    }
    expect((await stranger.post('/wp-json/handoff/v1/disconnect', {})).status).toBe(401);
  });

  test('a new key is known to both, and what is sent with it arrives', async () => {
    const before = (await on.status()).pairing?.fingerprint;
    const after = (await on.call<Status>('POST', 'rotate-key')).pairing?.fingerprint;
    expect(after).not.toBe(before);
    const { items } = await on.server.client('listSources', { params: { workspaceId: on.server.workspaceId } });
    expect(items[0]?.fingerprint).toBe(after);
    await postComment(on.served.url, 'ada');
    await until('the comment is delivered', async () => (await on.outbox())[0]?.state === 'delivered');
  });

  test('no page, answer or option of the site shows the secret key', async () => {
    const secrets = await on.site.php<string[]>(
      `global $wpdb; return $wpdb->get_col("SELECT option_value FROM $wpdb->options WHERE option_name LIKE '%handoff%'");`,
    );
    expect(secrets.join('\n')).not.toMatch(/whsk_/);
    expect(JSON.stringify(await on.status())).not.toMatch(/whsk_/);
  });

  test('disconnecting ends it on both sides; what waited is kept, and nothing more is', async () => {
    await on.call('PUT', 'settings', { paused: true });
    await postComment(on.served.url, 'grace');
    const { serverTold, status } = await on.call<{ serverTold: boolean; status: Status }>('POST', 'disconnect');
    expect(serverTold).toBe(true);
    expect(status).toMatchObject({ pairing: null, sending: { state: 'not_paired' } });
    const { items } = await on.server.client('listSources', { params: { workspaceId: on.server.workspaceId } });
    expect(items[0]?.revokedAt).not.toBeNull();
    await postComment(on.served.url, 'late');
    await on.cron();
    expect(await on.outbox()).toMatchObject([{ contact: 'grace@example.com', state: 'pending' }, { state: 'delivered' }]);
  });

  test('PHP had nothing to say against any of it', async () => {
    expect(await on.site.complaints()).toEqual([]);
  });
});
