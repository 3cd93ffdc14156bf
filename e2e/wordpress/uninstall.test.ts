import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postComment } from './support/comments.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { copyPlugin } from './support/plugin.ts';
import { activate } from './support/site.ts';

/** Every text in the database that names Handoff, and where: `wp_options cron`, `wp_postmeta _handoff_consent`. */
const TRACES = `
  global $wpdb;
  $found = array_map(fn($table) => "table $table", $wpdb->get_col("SHOW TABLES LIKE '%handoff%'"));
  $columns = $wpdb->get_results("SELECT TABLE_NAME t, COLUMN_NAME c FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
    AND TABLE_NAME NOT LIKE '%handoff%' AND DATA_TYPE IN ('varchar', 'char', 'text', 'tinytext', 'mediumtext', 'longtext')");
  foreach ($columns as $column) {
    $name = $column->t === $wpdb->options ? 'option_name' : (str_ends_with($column->t, 'meta') ? 'meta_key' : "'$column->c'");
    foreach ($wpdb->get_col("SELECT DISTINCT $name FROM $column->t WHERE $column->c LIKE '%handoff%'") as $one) $found[] = "$column->t $one";
  }
  sort($found);
  return array_values(array_unique($found));
`;

/** What an order's notes look like where WooCommerce keeps orders as posts, and where it has tables of its own. */
const ORDERS = `
  global $wpdb;
  $wpdb->query("CREATE TABLE {$wpdb->prefix}wc_orders_meta (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, order_id bigint unsigned,
    meta_key varchar(255), meta_value text, KEY meta_key_value (meta_key(100), meta_value(82)))");
  foreach (range(1, 1200) as $order) $values[] = "($order, '_handoff_consent', '[]'), ($order, '_billing_email', 'ada@example.com')";
  $wpdb->query("INSERT INTO {$wpdb->prefix}wc_orders_meta (order_id, meta_key, meta_value) VALUES " . implode(',', $values));
  add_post_meta(1, '_handoff_consent', '[]');
  add_post_meta(1, '_handoff_cancelled_at', '1');
  add_post_meta(1, '_somebody_elses', 'kept');
`;

/** Core's own way, as the Plugins page calls it once the files are about to be deleted. */
const UNINSTALL = `deactivate_plugins('handoff/handoff.php'); uninstall_plugin('handoff/handoff.php'); return true;`;

describeOn(SUPPORTED, 'Deleting the plugin', ({ database, version }) => {
  let on: PairedSite;
  const traces = () => on.site.php<string[]>(TRACES);
  const folders = () => globSync('{,uploads/}handoff-*', { cwd: join(on.site.folder, 'wp-content') });
  const schedules = () =>
    on.site.php(`return preg_grep('/handoff/', array_merge(...array_map('array_keys', array_filter(_get_cron_array(), 'is_array'))));`);

  beforeAll(async () => {
    on = await pairedSite(database, { version, plugins: [] });
    await on.call('PUT', 'settings', { viewRoles: ['author'], manageRoles: ['editor'], paused: true });
    await postComment(on.served.url, 'ada');
    await on.call('POST', 'gap-scan');
    await on.site.php(ORDERS);
    await on.site.php(
      `set_transient('handoff_export_site_x', '1', 3600);
      wp_schedule_single_event(time() + 60, 'handoff_settle_key');
      add_filter('query', fn($sql) => str_starts_with($sql, 'INSERT IGNORE') ? 'INSERT' : $sql);
      handoff_capture('booking', ['email' => 'grace@example.com'], ['id' => 'b1']);`,
    );
  });
  afterAll(() => on?.close());

  test('keeps what there is where the owner chose nothing, and ends what runs by itself', async () => {
    const before = await traces();
    expect(before).toEqual(
      expect.arrayContaining([
        'table wp_handoff_outbox',
        'wp_options cron',
        'wp_options handoff_pairing',
        'wp_options wp_user_roles',
        'wp_postmeta _handoff_consent',
        'wp_wc_orders_meta _handoff_consent',
      ]),
    );
    expect(folders()).toHaveLength(1);
    expect((await on.status()).outbox).toMatchObject({ pending: 1, inFile: 1 });

    await on.site.php(UNINSTALL, { user: 'admin' });
    expect(await schedules()).toEqual([]);
    const owned = (all: string[]) => all.filter((trace) => /handoff_|_user_roles/.test(trace));
    expect(owned(await traces())).toEqual(owned(before));
    expect(folders()).toHaveLength(1);
  });

  test('installed again, it goes on where it was', async () => {
    await copyPlugin(on.site.folder);
    await activate(on.site, ['handoff']);
    expect(await on.status()).toMatchObject({ pairing: { origin: on.server.url }, outbox: { pending: 1, inFile: 1 } });
    expect(await schedules()).not.toEqual([]);
  });

  test('leaves nothing where the owner chose so: no table, option, role’s right, order’s note, file or schedule', async () => {
    await on.call('PUT', 'settings', { deleteOnUninstall: true });
    await on.site.php(UNINSTALL, { user: 'admin' });
    // WordPress' own list of what was active and has an uninstaller names the plugin's file, and nothing else may.
    const own = new Set(['wp_options recently_activated', 'wp_options uninstall_plugins', 'wp_options active_plugins']);
    expect((await traces()).filter((trace) => !own.has(trace) && !trace.includes('_transient_'))).toEqual([]);
    expect(await on.site.sql("SELECT option_name FROM wp_options WHERE option_name LIKE '%handoff%'")).toBe('');
    expect(await schedules()).toEqual([]);
    expect(folders()).toEqual([]);
  });

  test('leaves what is others’ alone', async () => {
    expect(await on.site.sql("SELECT meta_value FROM wp_postmeta WHERE meta_key = '_somebody_elses'")).toBe('kept\n');
    expect(await on.site.sql("SELECT COUNT(*) FROM wp_wc_orders_meta WHERE meta_key = '_billing_email'")).toBe('1200\n');
    expect(await on.site.sql('SELECT comment_author FROM wp_comments ORDER BY comment_ID DESC LIMIT 1')).toBe('ada\n');
    expect(await on.site.complaints()).toEqual([]);
  });
});
