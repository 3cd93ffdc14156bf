import { beforeAll, expect, test, afterAll } from 'vitest';
import { describeOn } from './support/environment.ts';
import { type ServedSite, serveSite } from './support/serve.ts';
import { createSite, type Site } from './support/site.ts';
import { copyPlugin } from './support/plugin.ts';
import { signIn, textOf, visit } from './support/visitor.ts';

describeOn(['6.1'], 'A site that is too old', ({ database }) => {
  let site: Site;
  let served: ServedSite;

  beforeAll(async () => {
    site = await createSite(database, { version: '6.1', handoff: 'none', plugins: [] });
    await copyPlugin(site.folder);
    served = await serveSite(site);
  });
  afterAll(() => served?.stop());

  test('activation is refused in words', async () => {
    const message = await site.php<string>(
      `$result = activate_plugin('handoff/handoff.php'); return is_wp_error($result) ? wp_strip_all_tags($result->get_error_message()) : 'activated';`,
      { user: 'admin' },
    );
    expect(message).toMatch(/WordPress/);
    expect(message).toContain('6.7');
  });

  test('where it is active all the same, every page works, says what to update, and nothing of it runs', async () => {
    await site.php(`update_option('active_plugins', ['handoff/handoff.php']);`);
    const admin = await signIn(served.url);
    for (const path of ['/wp-admin/index.php', '/wp-admin/plugins.php', '/wp-admin/edit.php']) {
      const page = await admin.get(path);
      expect(page.status).toBe(200);
      expect(textOf(page.body)).toContain(`Handoff needs WordPress 6.7 and PHP 7.4 or later; this site has WordPress ${site.core.exact}`);
    }
    expect((await visit(served.url).get('/')).status).toBe(200);
    const { json } = await admin.rest<{ namespaces: string[] }>('GET', '');
    expect(json.namespaces).not.toContain('handoff/v1');
    expect(await site.sql("SHOW TABLES LIKE '%handoff%'")).toBe('');
    expect(await site.complaints()).toEqual([]);
  });

  test('someone who cannot update is not told', async () => {
    await site.php(
      `wp_insert_user(['user_login' => 'ed', 'user_pass' => 'password', 'user_email' => 'ed@example.com', 'role' => 'editor']);`,
    );
    const editor = await signIn(served.url, 'ed');
    expect(textOf((await editor.get('/wp-admin/index.php')).body)).not.toContain('Handoff needs');
  });
});
