import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PLUGIN } from './plugin.ts';

const run = promisify(execFile);

/**
 * The installable zip as a site owner gets it, made anew from the working tree into a folder, with what was made for it; or
 * why there is none. HANDOFF_WP_ZIP names one to test instead, such as a released one.
 */
export async function makeZip(folder: string): Promise<{ zip: string; made?: string } | { problem: string }> {
  const given = process.env['HANDOFF_WP_ZIP'];
  if (given !== undefined && given !== '') return { zip: resolve(given) };
  try {
    await run(process.execPath, ['scripts/package.ts', '--out', folder], { cwd: PLUGIN, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = String(error) } = error as { stdout?: string; stderr?: string };
    return { problem: `${stdout.slice(-4000)}\n${stderr}` };
  }
  return { zip: join(folder, 'handoff.zip'), made: join(folder, 'made') };
}
