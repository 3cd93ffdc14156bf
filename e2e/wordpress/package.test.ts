import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { firstScreen } from '../../packages/wp-plugin/scripts/first-screen.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { describeOn } from './support/environment.ts';
import { pairedSite } from './support/paired.ts';
import { PLUGIN } from './support/plugin.ts';

const run = promisify(execFile);
const environment = inject('wordpress');
const missing = 'missing' in environment ? environment.missing : undefined;
const packed = 'zip' in environment ? environment.zip : { problem: missing ?? '' };
const made = 'made' in packed ? packed.made : undefined;
/** The goal of `panel_first_screen_gzip_kb`. */
const FIRST_SCREEN_KB = 60;

describe.skipIf(missing !== undefined)(`The zip${missing === undefined ? '' : ` (not here: ${missing})`}`, () => {
  let folder: string;
  let files: string[];
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const pack = (out: string, from: string, env: NodeJS.ProcessEnv = {}) =>
    run(process.execPath, ['scripts/package.ts', '--out', out, '--made', from], { cwd: PLUGIN, env: { ...process.env, ...env } });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handoff-zip-'));
    if ('problem' in packed) throw new Error(`The zip could not be made: ${packed.problem}`);
    await run('unzip', ['-q', packed.zip, '-d', folder]);
    files = globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds what runs on a site, and nothing that was only needed to make it', () => {
    const allowed = [
      /^handoff\/(handoff\.php|uninstall\.php|readme\.txt|LICENSE)$/,
      /^handoff\/includes\/([A-Z]\w*\/)*\w+\.php$/,
      /^handoff\/build\/([\w-]+\.(js|css)|panel\.asset\.php|bundled-packages\.txt|licences\.txt)$/,
      /^handoff\/languages\/handoff(\.pot|-[a-z]{2}_[A-Z]{2}(-handoff-panel\.json|\.mo|\.po))$/,
    ];
    expect(files.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
    for (const name of ['handoff.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes/Plugin.php', 'build/panel.js']) {
      expect(files).toContain(`handoff/${name}`);
    }
    for (const locale of ['de_DE', 'fr_FR']) {
      expect(files).toContain(`handoff/languages/handoff-${locale}.mo`);
      expect(files).toContain(`handoff/languages/handoff-${locale}-handoff-panel.json`);
    }
  });

  test.skipIf(made === undefined)('has every class of the plugin', () => {
    const classes = globSync('includes/**/*.php', { cwd: PLUGIN }).map((name) => `handoff/${name}`);
    expect(classes.length).toBeGreaterThan(100);
    expect(classes.filter((name) => !files.includes(name))).toEqual([]);
  });

  test('names no machine of ours and no test', () => {
    const found = files
      .filter((name) => /\.(php|js|css|json|txt)$/.test(name))
      .flatMap((name) =>
        (read(name).match(/localhost|127\.0\.0\.1|\/work\/|sourceMappingURL|var_dump\(|\bTODO\b/g) ?? []).map((text) => `${name}: ${text}`),
      );
    expect(found).toEqual([]);
  });

  test('may be given on under the GPL, with every package in it', () => {
    expect(read('handoff/handoff.php')).toContain('License:           GPL-2.0-or-later');
    expect(read('handoff/LICENSE')).toContain('GNU GENERAL PUBLIC LICENSE');
    const packages = read('handoff/build/bundled-packages.txt').trim().split('\n');
    const compatible = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense', 'GPL-2.0-or-later']);
    expect(packages.some((line) => line.startsWith('zod '))).toBe(true);
    expect(packages.filter((line) => !compatible.has(line.split(' ')[2] ?? ''))).toEqual([]);
    const licences = read('handoff/build/licences.txt');
    expect(packages.filter((line) => !licences.includes(line))).toEqual([]);
    expect(licences).toMatch(/Copyright .*Colin McDonnell/);
  });

  test('tells the directory what it is: versions, and the service it connects to', () => {
    const readme = read('handoff/readme.txt');
    const header = /^ \* Version:\s+(\S+)$/m.exec(read('handoff/handoff.php'))?.[1];
    expect(/^Stable tag: (\S+)$/m.exec(readme)?.[1]).toBe(header);
    for (const line of ['Requires at least: 6.7', 'Tested up to: 7.1', 'Requires PHP: 7.4']) expect(readme).toContain(line);
    for (const section of ['Description', 'External services', 'Installation', 'Frequently Asked Questions', 'Screenshots', 'Changelog']) {
      expect(readme).toContain(`== ${section} ==`);
    }
    expect(readme.match(/^Tags: (.+)$/m)?.[1]?.split(', ').length).toBeLessThanOrEqual(5);
    const short = readme.split('\n\n')[1] ?? '';
    expect(short.length).toBeLessThanOrEqual(150);
  });

  test.skipIf(made === undefined)('is the same bytes when it is packed again, elsewhere on earth', async () => {
    const again = join(folder, 'again');
    await pack(again, made ?? '', { TZ: 'Pacific/Kiritimati' });
    const zip = 'zip' in packed ? packed.zip : '';
    expect((await readFile(join(again, 'handoff.zip'))).equals(await readFile(zip))).toBe(true);
  });

  test.skipIf(made === undefined)('is not made of what must not be shipped', async () => {
    const copy = join(folder, 'made');
    await cp(made ?? '', copy, { recursive: true });
    const refusal = async (file: string, change: (text: string) => string) => {
      const before = await readFile(join(copy, file), 'utf8');
      await writeFile(join(copy, file), change(before));
      const failed = await pack(join(folder, 'refused'), copy).then(
        () => 'It was made.',
        (error: { stderr: string }) => error.stderr,
      );
      await writeFile(join(copy, file), before);
      return failed;
    };
    expect(await refusal('build/panel.js', (text) => `${text}\nfetch('http://localhost:3000')`)).toContain(
      'build/panel.js holds localhost',
    );
    expect(await refusal('build/bundled-packages.txt', (text) => `${text}elastic 1.0.0 SSPL-1.0\n`)).toContain(
      'the panel contains elastic 1.0.0 SSPL-1.0',
    );
    expect(await refusal('build/bundled-packages.txt', () => '')).toContain('nobody knows');
    expect(existsSync(join(folder, 'refused/handoff.zip'))).toBe(false);
  });

  test.skipIf(made === undefined)(`the panel's first screen is at most ${FIRST_SCREEN_KB} kB gzip of our own`, () => {
    const { kb, files: loaded, largest } = firstScreen(join(made ?? '', 'build'));
    const list = (parts: { name: string; kb: number }[]) => parts.map((part) => `  ${part.kb.toFixed(1)} kB ${part.name}`).join('\n');
    expect(kb, `${list(loaded)}\nmade of, before it is made small:\n${list(largest)}`).toBeLessThanOrEqual(FIRST_SCREEN_KB);
    expect(kb).toBeGreaterThan(1);
  });
});

const noBrowser = 'missing' in environment || environment.missingPrograms.includes('chromium');
describeOn(['6.8'], 'The first screen', ({ database }) => {
  test.skipIf(noBrowser || made === undefined)(
    `loads of ours what was measured and no more${noBrowser ? ' (not here: chromium)' : ''}`,
    async () => {
      const [on, browser] = await Promise.all([pairedSite(database, { plugins: [] }), launchBrowser()]);
      try {
        const { context } = await openWindow(browser);
        const page = await context.newPage();
        const loaded = new Set<string>();
        page.on('request', (request) => {
          const name = /\/plugins\/handoff\/build\/([^?]+)/.exec(request.url())?.[1];
          if (name !== undefined) loaded.add(name);
        });
        await page.goto(`${on.served.url}/wp-login.php`);
        await page.fill('#user_login', 'admin');
        await page.fill('#user_pass', 'password');
        await page.click('#wp-submit');
        await page.goto(`${on.served.url}/wp-admin/admin.php?page=handoff`);
        await page.locator('#handoff-panel').getByRole('link', { name: 'Home', exact: true }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([...loaded].toSorted()).toEqual(firstScreen(join(made ?? '', 'build')).files.map(({ name }) => name));
      } finally {
        await Promise.all([on.close(), browser.close()]);
      }
    },
  );
});
