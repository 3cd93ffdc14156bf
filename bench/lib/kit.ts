import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Build } from './build.ts';

/** What every suite gets. */
export interface Kit {
  build: Build;
  /** A fresh folder, removed at the end. */
  scratch: () => Promise<string>;
  /** Progress, for people; goes to standard error. */
  say: (text: string) => void;
  close: () => Promise<void>;
}

export async function createKit(build: Build): Promise<Kit> {
  const base = await mkdtemp(join(tmpdir(), 'handoff-bench-'));
  let folders = 0;
  return {
    build,
    scratch: async () => {
      const folder = join(base, String((folders += 1)));
      await mkdir(folder);
      return folder;
    },
    say: (text) => void process.stderr.write(`${text}\n`),
    close: () => rm(base, { recursive: true, force: true }),
  };
}
