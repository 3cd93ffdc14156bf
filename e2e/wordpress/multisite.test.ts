import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outbox, Status } from './support/answers.ts';
import { postComment } from './support/comments.ts';
import { describeOn } from './support/environment.ts';
import { copyPlugin } from './support/plugin.ts';
import { type ServedSite, serveSite } from './support/serve.ts';
import { type RealServer, startServer } from './support/server.ts';
import { createSite, type Site } from './support/site.ts';
import { until } from './support/until.ts';
import { signIn, type Visitor } from './support/visitor.ts';

/** Makes a network of a single site, as Tools → Network Setup does, and answers when wp-config.php may say so. */
const MAKE_NETWORK = `
  global $wpdb;
  require_once ABSPATH . 'wp-admin/includes/upgrade.php';
  require_once ABSPATH . 'wp-admin/includes/network.php';
  foreach ($wpdb->tables('ms_global') as $table => $prefixed) $wpdb->$table = $prefixed;
  install_network();
  $made = populate_network(1, $args['host'], 'admin@example.com', 'Bloom & Steep sites', '/', false);
  if (is_wp_error($made)) throw new Exception($made->get_error_message());
`;

describeOn(['6.8'], 'A network of sites', ({ database }) => {
  let site: Site;
  let served: ServedSite;
  let server: RealServer;
  let first: Visitor;
  let second: Visitor;
  const secondUrl = () => `${served.url}/two`;
  const status = async (admin: Visitor) => (await admin.rest<Status>('GET', 'handoff/v1/status')).json;
  const tables = async () => (await site.sql("SHOW TABLES LIKE '%handoff_outbox'")).trim().split('\n').toSorted();

  beforeAll(async () => {
    [site, server] = await Promise.all([createSite(database, { handoff: 'none', plugins: [] }), startServer()]);
    served = await serveSite(site);
    const { host } = new URL(served.url);
    await site.php(MAKE_NETWORK, { args: { host } });
    await site.configure({
      MULTISITE: true,
      SUBDOMAIN_INSTALL: false,
      DOMAIN_CURRENT_SITE: host,
      PATH_CURRENT_SITE: '/',
      SITE_ID_CURRENT_SITE: 1,
      BLOG_ID_CURRENT_SITE: 1,
    });
    await copyPlugin(site.folder);
    first = await signIn(served.url);
  });
  afterAll(async () => void (await Promise.all([served?.stop(), server?.close()])));

  test('activated for the network, it is set up on each site, also on one that comes later', async () => {
    await site.php(
      `$result = activate_plugin('handoff/handoff.php', '', true); if (is_wp_error($result)) throw new Exception($result->get_error_message());`,
      {
        user: 'admin',
      },
    );
    expect(await tables()).toEqual(['wp_handoff_outbox']);
    await site.php(
      `$made = wp_insert_site(['domain' => $args['host'], 'path' => '/two/', 'network_id' => 1, 'user_id' => 1, 'title' => 'Two']);
      if (is_wp_error($made)) throw new Exception($made->get_error_message());`,
      { args: { host: new URL(served.url).host }, user: 'admin' },
    );
    expect(await tables()).toEqual(['wp_2_handoff_outbox', 'wp_handoff_outbox']);
  });

  test('each site has its own pairing and outbox', async () => {
    second = await signIn(secondUrl());
    expect((await second.rest('POST', 'handoff/v1/connect', { code: await server.connectionCode() })).status).toBe(200);
    expect(await status(second)).toMatchObject({ sending: { state: 'on' }, site: { url: secondUrl() } });
    expect(await status(first)).toMatchObject({ sending: { state: 'not_paired' }, pairing: null });
    expect((await first.rest('POST', 'handoff/v1/connect', { code: await server.connectionCode() })).status).toBe(200);

    await postComment(secondUrl(), 'ada');
    await postComment(served.url, 'grace');
    for (const [admin, name] of [
      [second, 'ada'],
      [first, 'grace'],
    ] as const) {
      await until(`${name} is delivered`, async () => (await status(admin)).outbox.delivered === 1);
      expect((await admin.rest<Outbox>('GET', 'handoff/v1/outbox')).json.items).toMatchObject([{ contact: `${name}@example.com` }]);
    }
  });

  test('a site that is deleted takes its outbox along, and only its own', async () => {
    await site.php(`wp_delete_site(2);`, { user: 'admin' });
    expect(await tables()).toEqual(['wp_handoff_outbox']);
    expect((await status(first)).outbox.delivered).toBe(1);
    expect(await site.complaints()).toEqual([]);
  });
});
