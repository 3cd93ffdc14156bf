import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { FORM_PLUGINS } from './support/form-plugins.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { activate } from './support/site.ts';
import { type Page, visit } from './support/visitor.ts';

/** Writes what a request asked the database, once everything else that runs at its end has run. */
const RECORDER = `<?php
register_shutdown_function(function () {
  global $wpdb;
  file_put_contents(WP_CONTENT_DIR . '/queries.json', json_encode(array_column($wpdb->queries ?? [], 0)));
});`;

const FORM = FORM_PLUGINS.find(({ slug }) => slug === 'contact-form-7');
const SHOWN = /<input type="hidden" name="_handoff_shown" value="\d+"[^>]*>/g;

describeOn(SUPPORTED, 'What a visitor’s page carries', ({ database, version }) => {
  let on: PairedSite;
  beforeAll(async () => {
    on = await pairedSite(database, { version, plugins: ['contact-form-7'], constants: { SAVEQUERIES: true } });
    await on.site.addMuPlugin('recorder.php', RECORDER);
    await on.site.php(
      `$content = (function () { ${FORM?.make ?? ''} })();
      wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Contact', 'post_name' => 'contact', 'post_content' => $content]);`,
    );
  });
  afterAll(() => on?.close());

  const look = async (path: string): Promise<{ page: Page; queries: string[] }> => {
    const page = await visit(on.served.url).get(path);
    return { page, queries: JSON.parse(await readFile(join(on.site.folder, 'wp-content/queries.json'), 'utf8')) as string[] };
  };
  /** The first look may find caches cold that the second does not. Times differ from look to look. */
  const seen = async (path: string) => {
    await look(path);
    const { page, queries } = await look(path);
    return {
      status: page.status,
      headers: [...page.headers.keys()].filter((name) => name !== 'etag' && name !== 'last-modified').toSorted(),
      body: page.body.replaceAll(/"nonce":"\w+"|nonce=\w+/g, 'nonce'),
      queries: queries.map((sql) => sql.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\b[12]\d{9}\b/g, 'TIME')),
    };
  };
  const without = async <T>(find: () => Promise<T>): Promise<T> => {
    await on.site.php(`deactivate_plugins('handoff/handoff.php');`, { user: 'admin' });
    const found = await find();
    await activate(on.site, ['handoff']);
    return found;
  };

  test.each(['/', '/hello-world/', '/feed/', '/there-is-nothing-here/'])(
    '%s is the same with Handoff as without: no script, style, cookie or query',
    async (path) => {
      const before = await without(() => seen(path));
      const after = await seen(path);
      expect(before.queries.length).toBeGreaterThan(3);
      expect(after).toEqual(before);
      expect(after.headers).not.toContain('set-cookie');
      expect(after.body).not.toMatch(/handoff/i);
    },
  );

  test('a page with a form of Contact Form 7 carries when the form was made, as a hidden field, and nothing else', async () => {
    const before = await without(() => seen('/contact/'));
    const after = await seen('/contact/');
    expect(after.body.match(SHOWN)).toHaveLength(1);
    expect({ ...after, body: after.body.replaceAll(SHOWN, '') }).toEqual(before);
    expect(after.headers).not.toContain('set-cookie');
  });

  test('a form whose source is switched off carries nothing', async () => {
    await on.call('POST', 'sources/contact-form-7', { enabled: false });
    expect((await seen('/contact/')).body).not.toMatch(/handoff/i);
    expect(await on.site.complaints()).toEqual([]);
  });
});
