import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const PLUGIN = join(import.meta.dirname, '../../../packages/wp-plugin');
export const FIXTURES = join(PLUGIN, 'tests/fixtures/plugins');
const MU_PLUGINS = join(PLUGIN, 'tests/mu-plugins');

/** What of the plugin runs on a site, as the installable zip has it. */
const SHIPPED = ['handoff.php', 'uninstall.php', 'readme.txt', 'includes', 'languages', 'build'];

/** Copies the plugin as it is in the working tree. A copy: what WordPress deletes in a site is not our source. */
export async function copyPlugin(site: string): Promise<void> {
  const to = join(site, 'wp-content/plugins/handoff');
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const parts = SHIPPED.filter((name) => existsSync(join(PLUGIN, name)));
  await Promise.all(parts.map((name) => cp(join(PLUGIN, name), join(to, name), { recursive: true })));
}

/** Unpacks a plugin's zip, as WordPress does when it is uploaded. */
export async function unzipPlugin(site: string, zip: string): Promise<void> {
  await run('unzip', ['-q', '-o', zip, '-d', join(site, 'wp-content/plugins')]);
}

export async function copyMuPlugins(site: string): Promise<void> {
  await cp(MU_PLUGINS, join(site, 'wp-content/mu-plugins'), { recursive: true });
}

/**
 * Copies the stand-ins for other plugins, each in place of nothing but its own slug. HANDOFF_TEST_PLUGINS names a folder
 * of real plugins; those take the place of the stand-ins of the same slug.
 *
 * @param only     Their slugs; without it all there are.
 * @param standIns Only the stand-ins, for tests that know their insides.
 * @returns The slugs that are there now.
 */
export async function copyOtherPlugins(site: string, only?: readonly string[], standIns = false): Promise<string[]> {
  const sources = new Map<string, string>();
  for (const folder of [FIXTURES, standIns ? '' : (process.env['HANDOFF_TEST_PLUGINS'] ?? '')]) {
    for (const path of pluginsIn(folder)) sources.set(basename(path), path);
  }
  const wanted = [...sources].filter(([slug]) => only === undefined || only.includes(slug));
  const missing = (only ?? []).filter((slug) => !sources.has(slug));
  if (missing.length > 0) throw new Error(`There is no plugin ${missing.join(', ')} in ${FIXTURES}.`);
  await Promise.all(wanted.map(([slug, from]) => cp(from, join(site, 'wp-content/plugins', slug), { recursive: true })));
  return wanted.map(([slug]) => slug);
}

/** The plugins in a folder: what WordPress would list, so that libraries and half-made folders beside them do no harm. */
function pluginsIn(folder: string): string[] {
  if (folder === '' || !existsSync(folder)) return [];
  return globSync('*/*.php', { cwd: folder })
    .filter((file) => /^[ \t/*#@]*Plugin Name:/m.test(readFileSync(join(folder, file), 'utf8').slice(0, 8192)))
    .map((file) => join(folder, dirname(file)));
}
