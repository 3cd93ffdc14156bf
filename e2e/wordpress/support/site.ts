import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE, type Core, type CoreVersion, fetchCore } from './core.ts';
import { createDatabase, type DatabaseServer, dumpDatabase, loadDatabase, query } from './database.ts';
import { type PhpOptions, runPhp, runScript } from './php.ts';
import { copyMuPlugins, copyOtherPlugins, copyPlugin, unzipPlugin } from './plugin.ts';

const run = promisify(execFile);

/** Where the template was installed; `serveSite` and `serveByFpm` move a site to where it really is. */
const INSTALLED_AT = 'http://127.0.0.1';

/** What of wp-content is a site's own; the rest is shared by hard links. */
const OWN_FOLDERS = ['plugins', 'mu-plugins', 'uploads'];

export interface SiteOptions {
  version?: CoreVersion;
  /** Handoff's zip; without it the plugin is copied from the working tree; `none` leaves it out. */
  handoff?: { zip: string } | 'none';
  /** Slugs of the other plugins, all of them made active; without it every stand-in there is. */
  plugins?: readonly string[];
  /** Also with `--plugins DIR` the stand-ins, for tests that know their insides. */
  standIns?: boolean;
  /** Constants of wp-config.php, in place of or beside ours. */
  constants?: Readonly<Record<string, string | number | boolean>>;
}

/** A WordPress with its own files and database; its administrator is `admin` with `password`. Nothing serves it yet. */
export interface Site {
  core: Core;
  /** Its address, as WordPress has it stored. */
  url: string;
  folder: string;
  database: string;
  /** Runs PHP inside the site; see `runPhp`. */
  php: <T = unknown>(code: string, options?: PhpOptions) => Promise<T>;
  /** Runs SQL on the site's database; answers its rows, tab-separated. */
  sql: (sql: string) => Promise<string>;
  /** Stores another address, as an administrator does under Settings → General. */
  moveTo: (url: string) => Promise<void>;
  /** Sets the plugin's clock right by so many seconds, from the next request on; WordPress' own stays. */
  setClock: (seconds: number) => Promise<void>;
  /** Writes a file into the site. */
  write: (path: string, content: string) => Promise<void>;
  has: (path: string) => Promise<boolean>;
  /** Adds a plugin that is always active, such as one that plays a fault. */
  addMuPlugin: (name: string, php: string) => Promise<void>;
  /** Replaces the constants beside ours in wp-config.php. */
  configure: (constants: Readonly<Record<string, string | number | boolean>>) => Promise<void>;
  /** The mails that it would have sent. */
  mails: () => Promise<{ to: string | string[]; subject: string; message: string }[]>;
  /** What PHP reported that our plugin had a part in: errors, warnings, notices, deprecations. */
  complaints: () => Promise<string[]>;
}

/** Makes a site from the cached template of its version. */
export async function createSite(server: DatabaseServer, options: SiteOptions = {}): Promise<Site> {
  const core = await fetchCore(options.version ?? '6.8');
  const dump = await templateOf(server, core);
  const database = await createDatabase(server);
  const [site] = await Promise.all([bareSite(server, core, database, options.constants), loadDatabase(server, database, dump)]);
  await copyMuPlugins(site.folder);
  const others = await copyOtherPlugins(site.folder, options.plugins, options.standIns);
  if (options.handoff === undefined) await copyPlugin(site.folder);
  else if (options.handoff !== 'none') await unzipPlugin(site.folder, options.handoff.zip);
  await activate(site, options.handoff === 'none' ? others : [...others, 'handoff']);
  return site;
}

/** Copies a site with its database, as people make a staging site: it still has the stored address of the first. */
export async function copySite(server: DatabaseServer, from: Site): Promise<Site> {
  const database = await createDatabase(server);
  const dump = join(server.folder, `${database}.sql`);
  await dumpDatabase(server, from.database, dump);
  const [site] = await Promise.all([bareSite(server, from.core, database), loadDatabase(server, database, dump)]);
  for (const name of OWN_FOLDERS)
    await cp(join(from.folder, 'wp-content', name), join(site.folder, 'wp-content', name), { recursive: true });
  site.url = from.url;
  return site;
}

/** Makes plugins active by their folders' names, as the Plugins page does. */
export async function activate(site: Site, slugs: readonly string[]): Promise<void> {
  await site.php(
    `foreach ($args['slugs'] as $slug) {
       $files = array_keys(get_plugins('/' . $slug));
       if ($files === []) throw new Exception("There is no plugin in the folder $slug.");
       $result = activate_plugin($slug . '/' . $files[0]);
       if (is_wp_error($result)) throw new Exception("$slug: " . $result->get_error_message() . ' ' . print_r($result->get_error_data(), true));
     }`,
    { args: { slugs }, user: 'admin' },
  );
}

/** The SQL of a freshly installed WordPress, made once for each version and installation script. */
async function templateOf(server: DatabaseServer, core: Core): Promise<string> {
  const script = await readFile(join(import.meta.dirname, 'php/install.php'));
  const hash = createHash('sha256').update(core.exact).update(script).digest('hex').slice(0, 12);
  const file = join(CACHE, core.version, `installed-${hash}.sql`);
  if (existsSync(file)) return file;
  const database = await createDatabase(server);
  const site = await bareSite(server, core, database);
  await copyMuPlugins(site.folder);
  await runScript(site, 'install.php');
  const half = `${file}.${randomBytes(4).toString('hex')}`;
  await dumpDatabase(server, database, half);
  await rename(half, file);
  await query(server, `DROP DATABASE ${database}`);
  await rm(site.folder, { recursive: true, force: true });
  return file;
}

async function bareSite(server: DatabaseServer, core: Core, database: string, constants: SiteOptions['constants'] = {}): Promise<Site> {
  const folder = await mkdtemp(join(server.folder, 'site-'));
  // Hard links where the file system allows; what a site writes to is a folder of its own.
  const copied = (flags: string) => run('cp', [flags, `${core.folder}/.`, folder]);
  await copied('-al').catch(() => copied('-a'));
  await rm(join(folder, 'wp-content/plugins'), { recursive: true });
  for (const name of OWN_FOLDERS) await mkdir(join(folder, 'wp-content', name));
  await cp(join(core.folder, 'wp-content/plugins/index.php'), join(folder, 'wp-content/plugins/index.php')).catch(() => undefined);
  const site: Site = {
    core,
    url: INSTALLED_AT,
    folder,
    database,
    php: (code, options) => runPhp(site, code, options),
    sql: (sql) => query(server, sql, database),
    moveTo: async (url) => {
      site.url = url;
      await site.sql(`UPDATE wp_options SET option_value = '${url}' WHERE option_name IN ('home', 'siteurl')`);
    },
    setClock: (seconds) => writeFile(join(folder, 'wp-content/clock.txt'), String(seconds)),
    write: (path, content) => writeFile(join(folder, path), content),
    has: (path) => Promise.resolve(existsSync(join(folder, path))),
    addMuPlugin: (name, php) => writeFile(join(folder, 'wp-content/mu-plugins', name), php),
    configure: (changed) => writeFile(join(folder, 'wp-config.php'), configOf(server, database, changed)),
    mails: async () => (await linesOf(join(folder, 'wp-content/mails.jsonl'))).map((line) => JSON.parse(line) as never),
    complaints: async () =>
      (await reportsIn(join(folder, 'wp-content/debug.log'))).filter((report) => /plugins\/handoff\/|Handoff\\/.test(report)),
  };
  await site.configure(constants);
  return site;
}

async function linesOf(file: string): Promise<string[]> {
  if (!existsSync(file)) return [];
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
}

/** PHP's log, a report of several lines (a stack trace) in one piece. */
async function reportsIn(file: string): Promise<string[]> {
  return (await linesOf(file))
    .join('\n')
    .split(/\n(?=\[\d\d-)/)
    .filter((report) => report !== '');
}

function configOf(server: DatabaseServer, database: string, constants: NonNullable<SiteOptions['constants']>): string {
  const salts = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
  const all = {
    DB_NAME: database,
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${server.socket}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    // The same on every site of a run would hide a key that leaks from one into another.
    ...Object.fromEntries(salts.map((name) => [name, createHash('sha256').update(`${database}${name}`).digest('hex')])),
    WP_DEBUG: true,
    WP_DEBUG_LOG: true,
    WP_DEBUG_DISPLAY: false,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
    AUTOMATIC_UPDATER_DISABLED: true,
    DISABLE_WP_CRON: true,
    FS_METHOD: 'direct',
    ...constants,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `define('${name}', ${typeof value === 'string' ? quote(value) : String(value)});`,
  );
  return [
    '<?php',
    ...lines,
    "$table_prefix = 'wp_';",
    "if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }",
    "require_once ABSPATH . 'wp-settings.php';",
    '',
  ].join('\n');
}

const quote = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
