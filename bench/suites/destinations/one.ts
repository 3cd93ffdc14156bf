import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationCase } from '../../../packages/server/src/destinations/testing/contract.ts';
import { drain, type Drained } from './drain.ts';

/** What a process of its own is asked: to empty a backlog for one destination. */
export interface DrainRequest {
  type: string;
  backlog: number;
}

export type DrainAnswer = { operation: string; drained: Drained } | { error: string };

/** Virtual time does not see the disk, so where memory can be had as a folder the commits go there. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** One way to connect and one operation of the destination. */
async function drainOne({ type, backlog }: DrainRequest): Promise<DrainAnswer> {
  const { examples } = (await import(`../../../packages/server/src/destinations/${type}/examples.ts`)) as {
    examples: Record<string, DestinationCase<unknown>>;
  };
  const [example] = Object.values(examples);
  const [operation] = Object.keys(example?.payloads ?? {});
  if (example === undefined || operation === undefined) return { error: `${type} has no example.` };
  const folder = await mkdtemp(join(MEMORY, 'handoff-bench-'));
  try {
    return { operation, drained: await drain(example, operation, backlog, folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.once('message', (request: DrainRequest) => {
  drainOne(request).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
