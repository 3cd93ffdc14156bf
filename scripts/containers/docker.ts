import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface RunOptions {
  cwd?: string;
  /** Beside the environment of this process. */
  env?: Record<string, string>;
  /** Shows what the program says as it says it. */
  shown?: boolean;
}

/** Runs a program and answers its standard output. @throws with its standard error where it fails. */
export async function run(program: string, args: string[], { cwd = root, env = {}, shown = false }: RunOptions = {}): Promise<string> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
    if (shown) process.stderr.write(chunk);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${said.err.slice(-4000)}`);
  return said.out;
}

export const docker = (args: string[], options?: RunOptions): Promise<string> => run('docker', args, options);

/** Whether a command fails: for what must not be possible. */
export const fails = (command: Promise<unknown>): Promise<boolean> =>
  command.then(
    () => false,
    () => true,
  );
