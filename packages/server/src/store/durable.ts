import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Gives a finished file its name, once what it holds is on the disk; answers when the name is there too. */
export async function renameDurably(part: string, file: string): Promise<void> {
  await sync(part);
  await rename(part, file);
  await syncFolderOf(file);
}

/** So that a file's name, too, is on the disk. Windows has no such call. */
export async function syncFolderOf(file: string): Promise<void> {
  if (process.platform !== 'win32') await sync(dirname(file));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
