import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createKeyring, type Keyring, newSealingKey } from './keyring.ts';

/**
 * The keyring of this installation: from the configuration, else from a key file beside the data, made on
 * first use with access for its owner only. Whoever backs up the database needs the key file too.
 */
export async function loadKeyring(settings: { secretKeys: string[]; secretKeyFile: string }): Promise<Keyring> {
  if (settings.secretKeys.length > 0) return createKeyring(settings.secretKeys);
  return createKeyring(await readKeyFile(settings.secretKeyFile));
}

async function readKeyFile(file: string): Promise<string[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split('\n').filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(file), { recursive: true });
  const keys = [newSealingKey()];
  await writeKeyFile(file, keys, 'wx');
  return keys;
}

/** Puts `key` first in the key file; older keys stay so that what they sealed still opens. */
export async function addKeyToFile(file: string, key: string): Promise<string[]> {
  const keys = [key, ...(await readKeyFile(file))];
  await writeKeyFile(file, keys, 'w');
  return keys;
}

/** Leaves only the first key, once nothing is sealed with the others. */
export async function keepFirstKeyInFile(file: string): Promise<void> {
  const [first] = await readKeyFile(file);
  if (first !== undefined) await writeKeyFile(file, [first], 'w');
}

async function writeKeyFile(file: string, keys: string[], flag: 'w' | 'wx'): Promise<void> {
  await writeFile(file, `${keys.join('\n')}\n`, { mode: 0o600, flag });
  await chmod(file, 0o600);
}
