import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const STOP_MS = 25_000;
const running = new Set<ChildProcess>();

// A bench that fails half-way leaves nothing running.
process.on('exit', () => running.forEach((child) => kill(child, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** A server process of our own, reached at `url`. */
export interface Server {
  url: string;
  pid: number;
  /** Asks it to end, and makes sure. */
  stop: () => Promise<void>;
}

/** Starts a Node program in a process group of its own and waits until it says where it listens. */
export async function startServer(args: string[], env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, args, {
    detached: true,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', process.env['BENCH_STDERR'] === undefined ? 'ignore' : 'inherit'],
  });
  running.add(child);
  const url = await listeningUrl(child);
  child.stdout.resume();
  return { url, pid: child.pid as number, stop: () => stop(child) };
}

async function listeningUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no output to read.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listens on (http:\/\/\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The server ended before it listened. Set BENCH_STDERR=1 to see what it says.');
}

/** Forks a module that answers messages. */
export function startWorker(module: URL): { child: ChildProcess; stop: () => Promise<void> } {
  const child = fork(module, { detached: true, execArgv: ['--conditions=source'] });
  running.add(child);
  return { child, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return void running.delete(child);
  const ended = once(child, 'exit');
  kill(child, 'SIGTERM');
  const late = setTimeout(() => kill(child, 'SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
  running.delete(child);
}

/** The whole group: what the child started goes with it. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
