import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { describeOn } from './support/environment.ts';
import { serveByFpm } from './support/fpm.ts';
import { until } from './support/until.ts';
import { serveSite } from './support/serve.ts';
import { createSite } from './support/site.ts';
import { signIn, visit } from './support/visitor.ts';

const environment = inject('wordpress');
const missing = (name: string) => 'missing' in environment || environment.missingPrograms.includes(name);
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

describeOn(['6.8'], 'The harness', ({ database }) => {
  test('what was started ends with its process, also when that is killed', async () => {
    const script = `
      import { startGroup } from ${JSON.stringify(join(import.meta.dirname, 'support/processes.ts'))};
      const group = startGroup('php', ['-S', '127.0.0.1:0'], { env: { ...process.env, PHP_CLI_SERVER_WORKERS: '3' } });
      const [, url] = await group.says(/\\((http:[^)]+)\\) started/);
      console.log(url);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const url = line.trim();
    expect((await visit(url).get('/nothing')).status).toBe(404);
    child.kill('SIGKILL');
    await until(`nothing listens on ${url}`, () =>
      visit(url)
        .get('/nothing')
        .then(
          () => false,
          () => true,
        ),
    );
  });

  test.skipIf(missing('php-fpm') || missing('nginx'))('php-fpm behind nginx answers before PHP has ended', async () => {
    const site = await createSite(database, { plugins: [] });
    await site.addMuPlugin(
      'slow.php',
      `<?php add_action('template_redirect', function () {
         echo 'answered';
         fastcgi_finish_request();
         while (!file_exists(WP_CONTENT_DIR . '/go')) { usleep(10000); clearstatcache(); }
         touch(WP_CONTENT_DIR . '/went');
       });`,
    );
    const served = await serveByFpm(site);
    stops.push(served.stop);
    // This answer could not come if the visitor waited for PHP: PHP waits for what we do after it.
    expect((await visit(served.url).get('/')).body).toContain('answered');
    await site.write('wp-content/go', '');
    await until('PHP went on', () => site.has('wp-content/went'));
    expect((await signIn(served.url).then((admin) => admin.get('/wp-admin/'))).status).toBe(200);
  });

  test.skipIf(missing('chromium'))('a browser signs in, and reaches nothing but this machine', async () => {
    const site = await createSite(database, { plugins: [] });
    await site.addMuPlugin('far.php', `<?php add_action('admin_head', fn() => print('<img src="https://far.example/pixel.png">'));`);
    const served = await serveSite(site);
    const browser = await launchBrowser();
    stops.push(served.stop, () => browser.close());
    const { context, refused } = await openWindow(browser);
    const page = await context.newPage();
    await page.goto(`${served.url}/wp-login.php`);
    await page.fill('#user_login', 'admin');
    await page.fill('#user_pass', 'password');
    await page.click('#wp-submit');
    await page.waitForSelector('#wpadminbar');
    expect(new URL(page.url()).pathname).toBe('/wp-admin/');
    await expect.poll(() => refused).toContain('https://far.example/pixel.png');
  });
});
