import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeOn } from './support/environment.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { visit } from './support/visitor.ts';

describeOn(['6.8'], 'What a stranger cannot reach', ({ database }) => {
  // nginx reads no .htaccess; php -S stands for a server that hands out whatever lies there.
  describe.each(['php-fpm behind nginx', 'php -S'])('on %s', (by) => {
    let on: PairedSite;
    beforeAll(async () => {
      on = await pairedSite(database, { plugins: [], fpm: by !== 'php -S' });
      await on.call('PUT', 'settings', { paused: true });
    });
    afterAll(() => on?.close());
    const get = (path: string) => visit(on.served.url).get(path);

    test('events in the fallback file, even for who knows its name', async () => {
      await on.site.php(
        `add_filter('query', fn($sql) => str_starts_with($sql, 'INSERT IGNORE') ? 'INSERT' : $sql);
        handoff_capture('booking', ['email' => 'grace@example.com'], ['id' => 'b1', 'subject' => ['email' => 'grace@example.com']]);`,
      );
      const content = join(on.site.folder, 'wp-content');
      const files = globSync('handoff-outbox-*/{.htaccess,*}', { cwd: content });
      const kept = files.filter((file) => readFileSync(join(content, file), 'utf8').includes('grace@example.com'));
      expect(kept).toHaveLength(1);
      expect(kept[0]).toMatch(/^handoff-outbox-[0-9a-f]{32}\/waiting-1\.php$/);
      for (const file of files) expect((await get(`/wp-content/${file}`)).body, file).not.toContain('@');
      expect((await get(`/wp-content/${kept[0] ?? ''}`)).body.trim()).toBe('');
      expect((await get(`/wp-content/${kept[0]?.split('/')[0] ?? ''}/`)).body).not.toContain('waiting');
    });

    test('a word from the plugin’s files, asked for one by one', async () => {
      const folder = 'wp-content/plugins/handoff';
      const files = globSync(['*.php', 'includes/*.php', 'includes/{Admin,Outbox,Rest}/*.php', 'build/*.php'], {
        cwd: join(on.site.folder, folder),
      });
      expect(files.length).toBeGreaterThan(30);
      for (const file of files) expect((await get(`/${folder}/${file}`)).body.trim(), file).toBe('');
    });

    test('the routes, the wake call and the site’s call to itself', async () => {
      const { routes } = JSON.parse((await get('/wp-json/handoff/v1')).body) as {
        routes: Record<string, { endpoints: { methods: string[] }[] }>;
      };
      const paths = Object.entries(routes).filter(([path]) => path !== '/handoff/v1');
      expect(paths.length).toBeGreaterThan(15);
      for (const [path, { endpoints }] of paths) {
        const plain = path.replaceAll(/\(\?P<path>.+\)$/g, 'v1/destinations').replaceAll(/\(\?P<\w+>[^)]*\)/g, '1');
        for (const method of endpoints.flatMap(({ methods }) => methods)) {
          const body = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
          const answer = await fetch(`${on.served.url}/wp-json${plain}`, { method, ...body });
          const { error } = (await answer.json()) as { error?: { code: string } };
          // What is missing in a request may be said before who asks; nothing is done or shown either way.
          expect([401, 422], `${method} ${plain}`).toContain(answer.status);
          expect(['forbidden', 'signature_invalid', 'invalid'], `${method} ${plain}`).toContain(error?.code);
        }
      }
      const before = await on.site.php<string>(`return get_option('handoff_loopback');`);
      for (const token of ['', 'x', before.toUpperCase(), `${before} `]) {
        const called = await visit(on.served.url).post('/wp-admin/admin-ajax.php', { action: 'handoff_send', token: `${token}x` });
        expect([called.status, called.body]).toEqual([403, '']);
      }
      expect(await on.site.php(`return get_option('handoff_loopback');`)).toBe(before);
      expect((await on.status()).outbox).toMatchObject({ pending: 0, inFile: 1 });
    });

    test('and nobody’s knock makes PHP complain', async () => {
      const complaints = await on.site.complaints();
      // A class' file that is asked for by itself may miss its parent; that is the server's log, not the visitor's page.
      expect(complaints.filter((line) => !/Class "Handoff\\.*" not found|Interface "Handoff\\.*" not found/.test(line))).toEqual([]);
    });
  });
});
