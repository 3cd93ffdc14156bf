import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_CASES, ENVELOPE_CASES, EVENT_TYPE_LIST } from './envelopes.ts';
import { pairingVectors } from './pairing.ts';
import { schemaFiles } from './schemas.ts';
import { signatureVectors } from './signatures.ts';

/** Where the emitted contract is committed. */
export const CONTRACT_DIR = join(import.meta.dirname, '../../contract');

/** Folders that hold nothing but emitted files. */
export const EMITTED_FOLDERS = ['schemas', 'fixtures'] as const;

/** Every emitted file: path inside `contract/` → text. The same on every run. */
export async function contractFiles(): Promise<Map<string, string>> {
  const files: Record<string, unknown> = {
    ...schemaFiles(),
    'fixtures/envelopes.json': ENVELOPE_CASES,
    'fixtures/data.json': DATA_CASES,
    'fixtures/event-types.json': EVENT_TYPE_LIST,
    'fixtures/signatures.json': await signatureVectors(),
    'fixtures/pairing.json': await pairingVectors(),
  };
  return new Map(Object.entries(files).map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`]));
}

/** Paths whose committed text differs from what would be emitted: changed, missing or left over. */
export async function stalePaths(emitted: ReadonlyMap<string, string>, dir: string): Promise<string[]> {
  const committed = await readEmitted(dir);
  return [...new Set([...emitted.keys(), ...committed.keys()])].filter((path) => emitted.get(path) !== committed.get(path)).toSorted();
}

async function readEmitted(dir: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const folder of EMITTED_FOLDERS) {
    for (const name of await namesIn(join(dir, folder))) files.set(`${folder}/${name}`, await readFile(join(dir, folder, name), 'utf8'));
  }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
