import { root } from '../../lib/build.ts';
import { type Server, startServer } from '../../lib/children.ts';
import type { Random } from './random.ts';

/** Server processes on one store; each in a process group of its own, on a port the system chose. */
export interface Fleet {
  /** Starts as many as are missing. */
  raise: (size: number) => Promise<void>;
  /** `kill -9` of the whole process group of this many, chosen at random. Answers when they are gone. */
  kill: (count: number) => Promise<void>;
  /** Stops all of them where they are, without ending them: nothing they do after this counts. */
  freeze: () => void;
  /** A server to send to, also one that was killed a moment ago; undefined while none was started. */
  anyUrl: () => string | undefined;
  size: () => number;
  stop: () => Promise<void>;
}

export function createFleet(env: Record<string, string>, random: Random): Fleet {
  const args = ['--conditions=source', `${root}packages/server/src/cli/main.ts`, 'serve'];
  let servers: Server[] = [];
  return {
    raise: async (size) => {
      const missing = Array.from({ length: Math.max(0, size - servers.length) }, () => startServer(args, env));
      await Promise.all(missing.map(async (starting) => void servers.push(await starting)));
    },
    kill: async (count) => {
      const victims = servers.toSorted(() => random.next() - 0.5).slice(0, count);
      for (const { pid } of victims) process.kill(-pid, 'SIGKILL');
      servers = servers.filter((server) => !victims.includes(server));
      await Promise.all(victims.map((victim) => victim.stop()));
    },
    freeze: () => servers.forEach(({ pid }) => process.kill(-pid, 'SIGSTOP')),
    anyUrl: () => (servers.length === 0 ? undefined : random.pick(servers).url),
    size: () => servers.length,
    stop: async () => {
      const last = servers;
      servers = [];
      await Promise.all(last.map((server) => server.stop()));
    },
  };
}
