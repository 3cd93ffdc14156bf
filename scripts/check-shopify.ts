// Has Shopify's own command-line tool build the app and check its theme extension, on a copy in a temporary folder. The
// tool is no dependency: it is taken from the PATH, or from where `npm run check:shopify -- --install` put it. What it
// does not look at (topics, addresses, versions, scopes) is held by packages/shopify-app/test/manifest.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const CLI = '@shopify/cli@4.8.2';
const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/handoff/shopify-cli');
const pixelPackage = 'node_modules/@shopify/web-pixels-extension';

if (process.argv.includes('--install')) install();
const shopify = findCli();
if (shopify === undefined) {
  console.log(`Shopify's command-line tool is not here, so nothing was checked. Run "npm run check:shopify -- --install" to get ${CLI}.`);
} else {
  process.exitCode = check(shopify);
}

function install(): void {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', CLI, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: cache,
    stdio: 'inherit',
  });
}

function findCli(): string | undefined {
  const folders = [join(cache, 'node_modules/.bin'), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, 'shopify')).find((path) => existsSync(path));
}

function check(cli: string): number {
  const app = mkdtempSync(join(tmpdir(), 'handoff-shopify-app-'));
  try {
    for (const part of ['shopify.app.toml', 'extensions'])
      cpSync(join(root, 'packages/shopify-app', part), join(app, part), { recursive: true });
    mkdirSync(dirname(join(app, pixelPackage)), { recursive: true });
    cpSync(join(root, pixelPackage), join(app, pixelPackage), { recursive: true });
    writeFileSync(join(app, 'package.json'), '{ "name": "handoff-check", "private": true, "workspaces": ["extensions/*"] }\n');
    const theme = join(app, 'extensions/handoff-storefront');
    const runs = [
      ['app', 'build', '--path', app, '--skip-dependencies-installation'],
      ['theme', 'check', '--path', theme, '--config', 'theme-check:theme-app-extension', '--fail-level', 'suggestion'],
    ];
    // Neither asks the network, nor for who is logged in.
    const env = {
      ...process.env,
      CI: '1',
      SHOPIFY_CLI_NO_ANALYTICS: '1',
      XDG_CONFIG_HOME: join(app, 'config'),
      XDG_CACHE_HOME: join(app, 'cache'),
    };
    return runs.every((run) => spawnSync(cli, run, { stdio: 'inherit', env }).status === 0) ? 0 : 1;
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}
