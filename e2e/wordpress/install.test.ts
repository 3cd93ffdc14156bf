import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { type ServedSite, serveSite } from './support/serve.ts';
import { createSite, type Site } from './support/site.ts';
import { type Page, signIn, textOf, type Visitor } from './support/visitor.ts';

describeOn(SUPPORTED, 'Installing the zip as an owner does', ({ database, version }) => {
  let site: Site;
  let served: ServedSite;
  let admin: Visitor;
  beforeAll(async () => {
    site = await createSite(database, { version, handoff: 'none', plugins: [] });
    served = await serveSite(site);
    admin = await signIn(served.url);
  });
  afterAll(() => served?.stop());

  /** The address behind a link of a page, by a part of it. */
  const link = (page: Page, part: RegExp): string => {
    const found = [...page.body.matchAll(/href="([^"]+)"/g)].map(([, href]) =>
      (href ?? '').replaceAll('&amp;', '&').replaceAll('&#038;', '&'),
    );
    const match = found.find((href) => part.test(href));
    if (match === undefined) throw new Error(`There is no link ${String(part)} on ${page.url}:\n${textOf(page.body)}`);
    return new URL(match, page.url).href;
  };
  const nonceOf = (page: Page, name = '_wpnonce'): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.body)?.[1] ?? '';

  test('upload, activate', async () => {
    const environment = inject('wordpress');
    const packed = 'zip' in environment ? environment.zip : { problem: 'no WordPress' };
    if ('problem' in packed) throw new Error(`The zip could not be made: ${packed.problem}`);
    const form = new FormData();
    form.set('_wpnonce', nonceOf(await admin.get('/wp-admin/plugin-install.php?tab=upload')));
    form.set('pluginzip', new Blob([await readFile(packed.zip)], { type: 'application/zip' }), 'handoff.zip');
    form.set('install-plugin-submit', 'Install Now');
    const uploaded = await admin.post('/wp-admin/update.php?action=upload-plugin', form);
    expect(textOf(uploaded.body)).toContain('Plugin installed successfully');
    const activated = await admin.get(link(uploaded, /plugins\.php\?action=activate/));
    expect(activated.status).toBe(200);
    expect(textOf(activated.body)).toContain('Plugin activated');
  });

  test('the panel’s page loads with its own scripts, and no other page of the site gets any', async () => {
    const page = await admin.get('/wp-admin/admin.php?page=handoff');
    expect(page.status).toBe(200);
    expect(page.body).toContain('id="handoff-panel"');
    const scripts = [...page.body.matchAll(/(?:src|href)='?"?([^'" ]*plugins\/handoff\/build[^'" ]*)/g)].map(([, url]) => url ?? '');
    expect(scripts.some((url) => url.includes('.js'))).toBe(true);
    expect(scripts.some((url) => url.includes('.css'))).toBe(true);
    for (const url of scripts) expect((await admin.get(url)).status, url).toBe(200);
    expect((await admin.get('/')).body).not.toContain('plugins/handoff/');
  });

  test('before anybody connected it, nothing is kept', async () => {
    const capture = `return handoff_capture('booking', ['email' => 'ada@example.com'], ['id' => 'b1']);`;
    expect(await site.php(capture)).toBeNull();
    expect(await site.sql('SELECT COUNT(*) FROM wp_handoff_outbox')).toBe('0\n');
    await site.addMuPlugin('early.php', `<?php add_filter('handoff_keep_before_pairing', '__return_true');`);
    expect(await site.php(capture)).not.toBeNull();
  });

  test('deactivating keeps what waits, and stops its cron', async () => {
    const page = await admin.get(link(await admin.get('/wp-admin/plugins.php'), /action=deactivate&plugin=handoff/));
    expect(page.status).toBe(200);
    expect(await site.sql('SELECT COUNT(*) FROM wp_handoff_outbox')).toBe('1\n');
    expect(
      await site.php(
        `return array_filter(array_merge(...array_map('array_keys', _get_cron_array())), fn($hook) => str_contains($hook, 'handoff'));`,
      ),
    ).toEqual([]);
  });

  test('deleting it leaves nothing behind where the owner chose so', async () => {
    await admin.get(link(await admin.get('/wp-admin/plugins.php'), /action=activate&plugin=handoff/));
    await admin.rest('PUT', 'handoff/v1/settings', { deleteOnUninstall: true });
    await admin.get(link(await admin.get('/wp-admin/plugins.php'), /action=deactivate&plugin=handoff/));
    const confirm = await admin.get('/wp-admin/plugins.php');
    const removed = await admin.post('/wp-admin/admin-ajax.php', {
      action: 'delete-plugin',
      slug: 'handoff',
      plugin: 'handoff/handoff.php',
      _ajax_nonce: /"ajax_nonce":"(\w+)"/.exec(confirm.body)?.[1] ?? '',
    });
    expect(removed.body).toContain('"success":true');
    expect(await site.has('wp-content/plugins/handoff')).toBe(false);
    expect(await site.sql("SHOW TABLES LIKE '%handoff%'")).toBe('');
    expect(await site.sql("SELECT option_name FROM wp_options WHERE option_name LIKE '%handoff%'")).toBe('');
    expect(await site.sql("SELECT meta_key FROM wp_usermeta WHERE meta_key LIKE '%handoff%'")).toBe('');
    expect(
      await site.php(
        `return array_filter(array_keys(get_role('administrator')->capabilities), fn($name) => str_contains($name, 'handoff'));`,
      ),
    ).toEqual([]);
    expect(await site.complaints()).toEqual([]);
  });
});
