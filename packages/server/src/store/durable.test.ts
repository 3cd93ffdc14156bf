import { mkdtemp, open, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renameDurably } from './durable.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-durable-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform !== 'linux')('a file has its name only once it is on the disk, and so has its folder', async () => {
  const part = join(folder, 'copy.part');
  const file = join(folder, 'copy');
  await writeFile(part, 'all of it');
  const synced: string[] = [];
  const handle = await open(part, 'r');
  const kind = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  vi.spyOn(kind, 'sync').mockImplementation(async function (this: typeof handle) {
    synced.push(await readlink(`/proc/self/fd/${this.fd}`));
  });
  await renameDurably(part, file);
  expect(await readFile(file, 'utf8')).toBe('all of it');
  expect(synced).toEqual([part, folder]);
});
