import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { programPath } from './parts.ts';

const MARK = '\n--result--';

interface Place {
  folder: string;
  url: string;
}

export interface PhpOptions {
  /** What the code gets as `$args`. */
  args?: Readonly<Record<string, unknown>>;
  /** The login of the user who is signed in. */
  user?: string;
}

/** Runs a file of `php/` with a site's folder in HANDOFF_WP. Throws with what PHP wrote where it fails. */
export async function runScript(site: Place, name: 'install.php' | 'run.php', input = ''): Promise<string> {
  const args = ['-d', 'display_errors=stderr', '-d', 'memory_limit=512M', join(import.meta.dirname, 'php', name)];
  const child = spawn(programPath('php'), args, {
    cwd: site.folder,
    env: { ...process.env, HANDOFF_WP: site.folder, HANDOFF_URL: site.url },
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  child.stdin.end(input);
  const [[code], output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`PHP ended with ${String(code)} in ${site.folder}:\n${errors}\n${output}`);
  return output;
}

/**
 * Runs PHP inside a site, as a process of its own with WordPress and all active plugins loaded.
 *
 * @param code The body of a function: `return get_option('blogname');`
 */
export async function runPhp<T = unknown>(site: Place, code: string, { args = {}, user }: PhpOptions = {}): Promise<T> {
  const output = await runScript(site, 'run.php', JSON.stringify({ code, args, user: user ?? null }));
  const at = output.lastIndexOf(MARK);
  if (at === -1) throw new Error(`PHP ended without a result:\n${output}`);
  return JSON.parse(output.slice(at + MARK.length)) as T;
}
