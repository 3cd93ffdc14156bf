import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PLUGIN } from './plugin.ts';

const run = promisify(execFile);

/**
 * The installable zip as a site owner gets it, made anew from the working tree; or why there is none. HANDOFF_WP_ZIP names
 * one to test instead, such as a released one.
 */
export async function makeZip(folder: string): Promise<{ zip: string } | { problem: string }> {
  const given = process.env['HANDOFF_WP_ZIP'];
  if (given !== undefined && given !== '') return { zip: resolve(given) };
  try {
    await run(process.execPath, ['scripts/package.ts'], { cwd: PLUGIN, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = String(error) } = error as { stdout?: string; stderr?: string };
    return { problem: `${stdout.slice(-4000)}\n${stderr}` };
  }
  // A copy: a build beside this run must not take it away.
  const zip = join(folder, 'handoff.zip');
  await copyFile(join(PLUGIN, 'dist/handoff.zip'), zip);
  return { zip };
}
