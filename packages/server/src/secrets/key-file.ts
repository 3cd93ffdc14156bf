import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolderOf } from '../store/durable.ts';
import { newSealingKey } from './keyring.ts';

/** The keys in a key file, the current one first; undefined where there is no such file. */
export async function readKeyFile(file: string): Promise<string[] | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The keys in a key file, which is made with one key where it is not there yet. */
export async function ensureKeyFile(file: string): Promise<string[]> {
  const known = await readKeyFile(file);
  if (known !== undefined) return known;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const keys = [newSealingKey()];
  const made = await writeDurably(file, keys);
  try {
    // A link is refused where another process was faster: then its key counts, and ours has sealed nothing.
    await link(made, file);
    await syncFolderOf(file);
    return keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readKeyFile(file)) ?? keys;
  } finally {
    await rm(made, { force: true });
  }
}

/** Puts `key` first in the key file; older keys stay so that what they sealed still opens. */
export async function addKeyToFile(file: string, key: string): Promise<void> {
  await replaceKeyFile(file, [key, ...(await ensureKeyFile(file))]);
}

/** Leaves only the first key, once nothing is sealed with the others. */
export async function keepFirstKeyInFile(file: string): Promise<void> {
  await replaceKeyFile(file, (await ensureKeyFile(file)).slice(0, 1));
}

/** All at once or not at all: half a key file would lock every credential away. */
async function replaceKeyFile(file: string, keys: string[]): Promise<void> {
  await rename(await writeDurably(file, keys), file);
  await syncFolderOf(file);
}

/** Writes a file beside `file`, for its owner only, and answers with its name once it is on the disk. */
async function writeDurably(file: string, keys: string[]): Promise<string> {
  const name = `${file}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(name, 'wx', 0o600);
  try {
    await handle.writeFile(`${keys.join('\n')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return name;
}
