import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Status } from './support/answers.ts';
import { postComment } from './support/comments.ts';
import { describeOn } from './support/environment.ts';
import { createNetwork, type Network } from './support/network.ts';
import { type RealServer, startServer } from './support/server.ts';
import { until } from './support/until.ts';
import { signIn, type Visitor } from './support/visitor.ts';

/** What of the plugin a site of the network has. */
const PRESENT = `return [
  'table' => $wpdb->get_var("SHOW TABLES LIKE '{$wpdb->prefix}handoff_outbox'") !== null,
  'options' => (int) $wpdb->get_var("SELECT COUNT(*) FROM {$wpdb->options} WHERE option_name LIKE '%handoff%'") > 0,
  'capabilities' => array_keys(array_filter(get_role('administrator')->capabilities, fn($name) => str_starts_with($name, 'handoff_'), ARRAY_FILTER_USE_KEY)),
  'schedules' => array_values(array_filter(array_merge(...array_map('array_keys', array_filter(_get_cron_array(), 'is_array'))), fn($hook) => str_contains($hook, 'handoff'))),
];`;

const SET_UP = {
  table: true,
  options: true,
  capabilities: ['handoff_manage', 'handoff_view'],
  schedules: expect.arrayContaining(['handoff_sweep']) as string[],
};
const NOTHING = { table: false, options: false, capabilities: [], schedules: [] };
const CAPTURE = (name: string) =>
  `handoff_capture('booking', ['email' => '${name}@example.com'], ['id' => '${name}', 'subject' => ['email' => '${name}@example.com']]);`;

describeOn(['6.8'], 'A network of sites', ({ database }) => {
  let network: Network;
  let server: RealServer;
  const admins = new Map<number, Visitor>();
  const urls = new Map<number, string>();
  const present = async (number: number) => {
    const found = await network.on<typeof NOTHING & { capabilities: string[] }>(number, PRESENT);
    return { ...found, capabilities: found.capabilities.toSorted() };
  };
  const status = async (number: number) => (await admins.get(number)?.rest<Status>('GET', 'handoff/v1/status'))?.json;
  const sourceOf = async (number: number) => (await status(number))?.pairing?.sourceId;
  /** Who the server heard of, by source. */
  const heard = async () => {
    const { items } = await server.client('listEvents', { params: { workspaceId: server.workspaceId }, query: { limit: 200 } });
    return items.map(({ contact, sourceId }) => ({ contact, sourceId }));
  };
  const arrived = (name: string) =>
    until(`the server has ${name}`, async () => (await heard()).find(({ contact }) => contact === `${name}@example.com`));
  const rows = async (table: string) => (await network.site.sql(`SELECT contact, state FROM ${table} ORDER BY id`)).trim();
  const enter = async (number: number, path: string) => {
    urls.set(number, `${network.served.url}${path}`);
    admins.set(number, await signIn(`${network.served.url}${path}`));
  };

  beforeAll(async () => {
    [network, server] = await Promise.all([createNetwork(database, { plugins: [] }), startServer()]);
    expect(await network.add('two')).toBe(2);
    // One after the other: WordPress forgets one of two sign-ins at once.
    await enter(1, '');
    await enter(2, '/two');
  });
  afterAll(async () => void (await Promise.all([network?.served.stop(), server?.close()])));

  test('activated for the network, it is set up on each site, also on one that comes later', async () => {
    expect(await Promise.all([present(1), present(2)])).toEqual([NOTHING, NOTHING]);
    await network.site.php(
      `$result = activate_plugin('handoff/handoff.php', '', true); if (is_wp_error($result)) throw new Exception($result->get_error_message());`,
      { user: 'admin' },
    );
    expect(await Promise.all([present(1), present(2)])).toEqual([SET_UP, SET_UP]);
    expect(await network.add('three')).toBe(3);
    expect(await present(3)).toEqual(SET_UP);
  });

  test('each site pairs for itself', async () => {
    expect((await admins.get(2)?.rest('POST', 'handoff/v1/connect', { code: await server.connectionCode() }))?.status).toBe(200);
    expect(await status(2)).toMatchObject({ sending: { state: 'on' }, site: { url: urls.get(2) } });
    expect(await status(1)).toMatchObject({ sending: { state: 'not_paired' }, pairing: null });

    expect((await admins.get(1)?.rest('POST', 'handoff/v1/connect', { code: await server.connectionCode() }))?.status).toBe(200);
    const [one, two] = [(await status(1))?.pairing, (await status(2))?.pairing];
    expect(one?.sourceId).not.toBe(two?.sourceId);
    expect(one?.fingerprint).not.toBe(two?.fingerprint);
  });

  test('each site keeps and sends what its own visitors send', async () => {
    await Promise.all([postComment(urls.get(1) ?? '', 'grace'), postComment(urls.get(2) ?? '', 'ada')]);
    expect([await arrived('grace'), await arrived('ada')]).toEqual([
      { contact: 'grace@example.com', sourceId: await sourceOf(1) },
      { contact: 'ada@example.com', sourceId: await sourceOf(2) },
    ]);
    await until('both rows say so', async () =>
      [await rows('wp_handoff_outbox'), await rows('wp_2_handoff_outbox')].every((found) => found.includes('delivered')),
    );
    expect(await rows('wp_handoff_outbox')).toBe('grace@example.com\tdelivered');
    expect(await rows('wp_2_handoff_outbox')).toBe('ada@example.com\tdelivered');
  });

  test('the administrator of one site cannot make it call a private address; the network’s can', async () => {
    const asBo = (code: string) =>
      network.on<{ status: number; reason: string | null }>(
        2,
        `$id = username_exists('bo') ?: wpmu_create_user('bo', wp_generate_password(), 'bo@example.com');
        add_user_to_blog(2, $id, 'administrator');
        wp_set_current_user($id);
        $request = new WP_REST_Request('POST', '/handoff/v1/connect');
        $request->set_body_params(['code' => '${code}']);
        $answer = rest_do_request($request);
        return ['status' => $answer->get_status(), 'reason' => $answer->get_data()['error']['message'] ?? null];`,
      );
    const paired = await sourceOf(2);
    expect(await asBo(await server.connectionCode())).toEqual({
      status: 422,
      reason: expect.stringContaining('only a network administrator') as string,
    });
    expect(await sourceOf(2)).toBe(paired);
  });

  describe('code that changes over to another site in one request', () => {
    test('keeps with that site, and only there', async () => {
      await network.site.php(`${CAPTURE('before')} switch_to_blog(2); ${CAPTURE('within')} restore_current_blog(); ${CAPTURE('after')}`);
      expect(await rows('wp_handoff_outbox')).toMatch(/before@example.com\t\w+\nafter@example.com\t\w+$/);
      expect(await rows('wp_2_handoff_outbox')).toMatch(/within@example.com\t\w+$/);
    });

    test('sends as that site, by its key, what is its own', async () => {
      const SEND = `Handoff\\Plugin::services()->sender()->run(10);`;
      await network.site.php(`${SEND} switch_to_blog(2); ${SEND} restore_current_blog();`);
      const [one, two] = [await sourceOf(1), await sourceOf(2)];
      expect([(await arrived('before')).sourceId, (await arrived('after')).sourceId, (await arrived('within')).sourceId]).toEqual([
        one,
        one,
        two,
      ]);
    });

    test('writes to that site’s file where the database takes nothing', async () => {
      await network.on(
        2,
        `add_filter('query', fn($sql) => str_starts_with($sql, 'INSERT IGNORE') ? 'INSERT' : $sql); ${CAPTURE('filed')} return 1;`,
      );
      expect([(await status(1))?.outbox.inFile, (await status(2))?.outbox.inFile]).toEqual([0, 1]);
    });
  });

  test('a site that is deleted takes its outbox along, and only its own', async () => {
    const before = (await network.site.sql("SHOW TABLES LIKE '%handoff_outbox'")).trim().split('\n');
    await network.site.php(`wp_delete_site(3);`, { user: 'admin' });
    const after = (await network.site.sql("SHOW TABLES LIKE '%handoff_outbox'")).trim().split('\n');
    expect(before.filter((table) => !after.includes(table))).toEqual(['wp_3_handoff_outbox']);
    expect(await Promise.all([present(1), present(2)])).toEqual([SET_UP, SET_UP]);
  });

  test('deleting the plugin cleans every site whose owner chose so, and ends what runs by itself on all', async () => {
    expect(await network.add('four')).toBe(4);
    for (const number of [1, 2]) await admins.get(number)?.rest('PUT', 'handoff/v1/settings', { deleteOnUninstall: true });
    await network.site.php(
      `deactivate_plugins('handoff/handoff.php', false, true);
      $done = delete_plugins(['handoff/handoff.php']); if ($done !== true) throw new Exception('It was not deleted.');`,
      { user: 'admin' },
    );
    expect(await network.site.has('wp-content/plugins/handoff')).toBe(false);
    expect(await Promise.all([present(1), present(2)])).toEqual([NOTHING, NOTHING]);
    expect(await present(4)).toEqual({ ...SET_UP, schedules: [] });
    expect(globSync('handoff-*', { cwd: join(network.site.folder, 'wp-content') })).toEqual([]);
    expect(await network.site.sql("SELECT meta_key FROM wp_sitemeta WHERE meta_key LIKE '%handoff%'")).toBe('');
    expect(await network.site.sql("SELECT meta_key FROM wp_usermeta WHERE meta_key LIKE '%handoff%'")).toBe('');
    expect(await network.site.complaints()).toEqual([]);
  });
});
