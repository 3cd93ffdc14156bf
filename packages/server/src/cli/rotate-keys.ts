import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config/config.ts';
import { resealAll, type Resealed } from '../domain/server/reseal.ts';
import { AppError } from '../observe/app-error.ts';
import { addKeyToFile, keepFirstKeyInFile, readKeyFile } from '../secrets/key-file.ts';
import { newSealingKey } from '../secrets/keyring.ts';
import { loadKeyring } from '../secrets/load-keys.ts';
import { openStore } from '../store/open.ts';
import { say } from './print.ts';

/**
 * `handoff rotate-keys`, in two steps so that every server knows the new key before anything is sealed with it:
 * first the key, then `--finish` seals all anew and lets the old key go.
 */
export function rotateKeysCommand(program: Command): void {
  program
    .command('rotate-keys')
    .description('Replace the key that seals stored credentials. First without options, then with --finish.')
    .option('--print', 'print a new key and change nothing: for HANDOFF_SECRET_KEYS')
    .option('--finish', 'seal everything with the new key, and drop the old one')
    .action(async (options: { print?: true; finish?: true }) => {
      const config = readConfig(process.env);
      if (options.print) say(newSealingKey());
      else if (options.finish) await finish(config);
      else if (config.secretKeys.length > 0) sayEnvironmentSteps();
      else await begin(config);
    });
}

function sayEnvironmentSteps(): void {
  say(
    'The keys come from HANDOFF_SECRET_KEYS, which this command cannot change. So:',
    '1. Make a new key: handoff rotate-keys --print',
    '2. Put it first in HANDOFF_SECRET_KEYS, the old one after it with a comma between; then restart every server.',
    '3. With the same setting, run: handoff rotate-keys --finish',
  );
}

async function begin(config: Config): Promise<void> {
  const keys = (await readKeyFile(config.secretKeyFile)) ?? [];
  if (keys.length === 0) throw new AppError('not_found', `There is no key in ${config.secretKeyFile} to replace. Check HANDOFF_DATA_DIR.`);
  if (keys.length > 1) throw new AppError('conflict', 'A rotation has begun already. Run `handoff rotate-keys --finish` to end it.');
  await addKeyToFile(config.secretKeyFile, newSealingKey());
  say(
    `A new key is first in ${config.secretKeyFile}; a server that runs reads it by itself. The old one still opens what it sealed.`,
    ...(config.databaseUrl === undefined ? [] : ['Copy the file to every other server of this database before you go on.']),
    'Keep a copy of the file, then run: handoff rotate-keys --finish',
  );
}

/** Without the server around it, which would not start with a key missing. */
async function reseal(config: Config): Promise<Resealed> {
  const store = await openStore(config);
  try {
    return await resealAll(store, await loadKeyring(config));
  } finally {
    await store.close();
  }
}

async function finish(config: Config): Promise<void> {
  if (config.databaseUrl === undefined && !existsSync(config.sqliteFile)) {
    throw new AppError('not_found', `There is no database at ${config.sqliteFile}. Check HANDOFF_DATA_DIR.`);
  }
  const { changed, unopenable, complete } = await reseal(config);
  say(`Sealed anew: ${changed}.`);
  if (unopenable.length > 0) {
    throw new AppError(
      'conflict',
      `No key opens these, so no key was dropped:\n${unopenable.map((line) => `  ${line}`).join('\n')}\nPut the missing key back, or enter those credentials again; then finish once more.`,
    );
  }
  if (!complete)
    throw new AppError(
      'conflict',
      'A server that runs still seals with the old key, so it was not dropped. Restart every server, then finish once more.',
    );
  if (config.secretKeys.length > 0) {
    say('Nothing is sealed with an older key. Leave only the first key in HANDOFF_SECRET_KEYS.');
    return;
  }
  await keepFirstKeyInFile(config.secretKeyFile);
  say(
    `Nothing is sealed with an older key; ${config.secretKeyFile} holds the new one only. Keep a copy of it with your backups: older backups need the old key.`,
  );
}
