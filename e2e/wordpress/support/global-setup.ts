import type { TestProject } from 'vitest/node';
import { type Core, type CoreVersion, fetchCore, SUITES } from './core.ts';
import { type DatabaseServer, startDatabase } from './database.ts';
import type { WordPressEnvironment } from './environment.ts';
import { makeZip } from './package.ts';
import { findProgram, type Program } from './parts.ts';
import { createSite } from './site.ts';
import { serveSite } from './serve.ts';
import { visit } from './visitor.ts';

const NEEDED: Program[] = ['php', 'mariadbd', 'mariadb'];
const SOMETIMES: Program[] = ['phpunit', 'phpcs', 'chromium', 'php-fpm', 'nginx'];

/** Brings WordPress' versions, starts one MariaDB for the whole run and sees that each WordPress works before ours is in it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = [...NEEDED, ...SOMETIMES].filter((name) => findProgram(name) === undefined);
  if (missing.length > 0) mind(`${missing.join(', ')} not installed`);
  if (NEEDED.some((name) => missing.includes(name))) {
    project.provide('wordpress', { missing: `${missing.join(', ')} not installed` });
    return undefined;
  }
  const database = await startDatabase();
  try {
    const [zip, ...found] = await Promise.all([
      makeZip(database.folder),
      ...(Object.keys(SUITES) as CoreVersion[]).map(async (version) => [version, await tryCore(database, version)] as const),
    ]);
    project.provide('wordpress', {
      database: { socket: database.socket, folder: database.folder },
      cores: Object.fromEntries(found) as WordPressEnvironment['cores'],
      zip,
      missingPrograms: missing,
    });
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database.stop;
}

/** A WordPress that downloads, installs and answers without our plugin; else why not. */
async function tryCore(database: DatabaseServer, version: CoreVersion): Promise<{ exact: string } | { missing: string }> {
  try {
    const core = await fetchCore(version);
    if (!core.exact.startsWith(`${version}.`) && process.env['HANDOFF_WP_NEWEST'] !== '1') {
      throw new Error(`it has ${core.exact} by now, which nobody looked at yet; HANDOFF_WP_NEWEST=1 tests it`);
    }
    await answers(database, core);
    return { exact: core.exact };
  } catch (error) {
    const missing = `WordPress ${version} of Debian ${SUITES[version]}: ${error instanceof Error ? error.message : String(error)}`;
    // sid moves, and may be broken for a day; that is to be told, and is no fault of ours.
    if (SUITES[version] === 'sid') console.warn(`Not tested on the newest WordPress. ${missing}`);
    else mind(missing);
    return { missing };
  }
}

async function answers(database: DatabaseServer, core: Core): Promise<void> {
  const site = await createSite(database, { version: core.version, handoff: 'none', plugins: [] });
  const served = await serveSite(site, { workers: 1 });
  try {
    const { status } = await visit(served.url).get('/');
    if (status !== 200) throw new Error(`its front page answers ${status}`);
  } finally {
    await served.stop();
  }
}

function mind(what: string): void {
  if (process.env['HANDOFF_REQUIRE_PARTS'] === '1') {
    throw new Error(`${what}, and HANDOFF_REQUIRE_PARTS=1 asks for it. Run \`npm run system-parts\`.`);
  }
  console.warn(`${what}: the WordPress tests that need it are skipped by name.`);
}
