import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A program with all that it starts: one process group that ends with `stop`, and also when this process ends, however it does. */
export interface Group {
  /** All that it wrote to standard output and standard error. */
  log: () => string;
  /** Resolves with the match once it has written it; rejects with the log if it ends or `withinMs` passes before. */
  says: (pattern: RegExp, withinMs?: number) => Promise<RegExpExecArray>;
  /** Ends the whole group at once. */
  stop: () => Promise<void>;
}

const START_MS = 90_000;

/**
 * Starts a program in a process group of its own.
 *
 * @param options folder: removed once the program has ended. politely: asks the program to end (SIGTERM) instead of killing
 *   it, for one whose children leave the group.
 */
export function startGroup(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { folder?: string; politely?: boolean } = {},
): Group {
  const { folder, politely = false, ...rest } = options;
  // Detached: a Ctrl-C reaches only us; the supervisor ends the group because our end of its stdin closes.
  const child = spawn('/bin/sh', ['-c', supervise(politely ? 'TERM' : 'KILL'), folder ?? '-', command, ...args], {
    ...rest,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  }) as ChildProcessByStdio<Writable, Readable, Readable>;
  const ended = once(child, 'exit');
  let log = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      for (const listener of listeners) listener();
    });
  }
  return {
    log: () => log,
    says: (pattern, withinMs = START_MS) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(log);
          if (match !== null) finish(() => resolve(match));
        };
        const gone = () => finish(() => reject(new Error(`${command} ended before it said ${String(pattern)}:\n${log}`)));
        const late = setTimeout(
          () => finish(() => reject(new Error(`${command} did not say ${String(pattern)} in ${withinMs / 1000} seconds:\n${log}`))),
          withinMs,
        );
        const finish = (act: () => void) => {
          clearTimeout(late);
          listeners.delete(look);
          child.off('close', gone);
          act();
        };
        listeners.add(look);
        child.once('close', gone);
        look();
      }),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** Makes a temporary folder that is removed by `remove`, and also when this process ends, however it does. */
export async function ownFolder(prefix: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const keeper = startGroup('sleep', ['infinity'], { folder });
  return { folder, remove: keeper.stop };
}

/** Runs the program until it ends or our end of stdin closes; then removes the folder and ends what is left of the group. */
const supervise = (signal: 'TERM' | 'KILL') => `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ read -r line <&3; kill -${signal} "$program"; } 2>/dev/null &
wait "$program" 2>/dev/null
[ "$0" = - ] || rm -rf -- "$0"
kill -KILL 0
`;
