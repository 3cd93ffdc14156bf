import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const START_MS = 120_000;

/** The `handoff` command on its own data folder, in an environment of its own: the caller's settings do not reach it. */
export interface Handoff {
  /** Runs one command to its end and answers what it printed. */
  run: (...args: string[]) => Promise<string>;
  /** Starts `handoff serve`; answers where it listens. */
  serve: () => Promise<string>;
  /** All that the server and the commands wrote to standard error, and the server also to standard output. */
  log: () => string;
  stop: () => Promise<void>;
  /** Ends the server and any command at once. */
  kill: () => void;
}

export function createHandoff(settings: Record<string, string>): Handoff {
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  let log = '';
  let server: ChildProcess | undefined;
  const running = new Set<ChildProcess>();
  const start = (args: string[]) => {
    const child = spawn(process.execPath, ['--conditions=source', CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    return child;
  };

  return {
    run: async (...args) => {
      const child = start(args);
      let output = '';
      child.stdout.on('data', (text: string) => (output += text));
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0) throw new Error(`handoff ${args.join(' ')} ended with ${String(code)}:\n${log}`);
      return output;
    },
    serve: async () => {
      const child = start(['serve']);
      server = child;
      let output = '';
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`The server did not start within ${START_MS / 1000} seconds:\n${log}`)), START_MS);
        child.once('error', reject);
        child.once('exit', () => reject(new Error(`The server ended before it listened:\n${log}`)));
        child.stdout.on('data', (text: string) => {
          log += text;
          output += text;
          const url = /listens on (http:\/\/\S+)/.exec(output)?.[1];
          if (url === undefined) return;
          clearTimeout(late);
          resolve(url);
        });
      });
    },
    log: () => log,
    stop: async () => {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
    kill: () => running.forEach((child) => child.kill('SIGKILL')),
  };
}
