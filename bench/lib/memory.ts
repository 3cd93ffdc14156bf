import { readFile } from 'node:fs/promises';
import type { Server } from './children.ts';

/** What a server holds in memory now. Linux only: the bench says so elsewhere by failing here. */
export async function residentMiB({ pid }: Server): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
