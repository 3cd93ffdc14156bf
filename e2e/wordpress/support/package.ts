import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PLUGIN } from './plugin.ts';

const run = promisify(execFile);

/** The installable zip as a site owner gets it, made anew from the working tree; or why there is none. */
export async function makeZip(folder: string): Promise<{ zip: string } | { problem: string }> {
  try {
    await run(process.execPath, ['scripts/package.ts'], { cwd: PLUGIN, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    return { problem: String((error as { stderr?: string }).stderr ?? error) };
  }
  // A copy: a build beside this run must not take it away.
  const zip = join(folder, 'handoff.zip');
  await copyFile(join(PLUGIN, 'dist/handoff.zip'), zip);
  return { zip };
}
