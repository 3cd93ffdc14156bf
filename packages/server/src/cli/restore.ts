import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config/config.ts';
import { checkSeals } from '../domain/server/checks/store.ts';
import { AppError } from '../observe/app-error.ts';
import { loadKeyring } from '../secrets/load-keys.ts';
import { readKeyFile } from '../secrets/key-file.ts';
import { checkCopy } from '../store/check-copy.ts';
import { renameDurably } from '../store/durable.ts';
import { openStore } from '../store/open.ts';
import { note, say } from './print.ts';

/** `handoff restore FILE`: puts a backup where the server looks for its data, once it is known to be whole and to fit the key. */
export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .description('Put a backup in place (SQLite): checked first, and never over a database that is there.')
    .argument('<file>', 'the copy that `handoff backup` made')
    .action(async (file: string) => {
      const config = readConfig(process.env);
      if (config.databaseUrl !== undefined) {
        throw new AppError(
          'invalid',
          `PostgreSQL is restored with its own tools, into an empty database: pg_restore --no-owner --dbname="$DATABASE_URL" '${file}'`,
        );
      }
      if (!existsSync(file)) throw new AppError('not_found', `There is no file ${file}.`);
      await assertNothingThere(config);
      await assertKeys(config);
      await putInPlace(config, file);
      say(`${config.sqliteFile}: restored from ${file}, whole, and its credentials can be opened.`);
      note(
        'What was delivered after the backup was made is sent again: most destinations know it by its key.',
        'Now start the server, and run `handoff doctor`.',
      );
    });
}

async function assertNothingThere({ sqliteFile }: Config): Promise<void> {
  const there = [sqliteFile, `${sqliteFile}-wal`, `${sqliteFile}-shm`].filter((path) => existsSync(path));
  if (there.length === 0) return;
  throw new AppError(
    'conflict',
    `There is a database already, and nothing was written over: ${there.join(', ')}. Stop the server, move these files aside, and restore again.`,
  );
}

async function assertKeys({ secretKeys, secretKeyFile }: Config): Promise<void> {
  if (secretKeys.length > 0 || (await readKeyFile(secretKeyFile)) !== undefined) return;
  throw new AppError(
    'not_found',
    `The sealing key is not there: put the key file that was kept beside the backup at ${secretKeyFile}, or set HANDOFF_SECRET_KEYS.`,
  );
}

/** The copy takes the database's name only once it is known to be good, brought up to date, and on the disk. */
async function putInPlace(config: Config, file: string): Promise<void> {
  const part = `${config.sqliteFile}.part`;
  await mkdir(dirname(part), { recursive: true, mode: 0o700 });
  try {
    await copyFile(file, part);
    await chmod(part, 0o600);
    const problems = problemsOf(part);
    if (problems.length > 0) throw new AppError('invalid', `${file} is damaged and was not restored: ${problems.join('; ')}`);
    await assertKeyFits({ ...config, sqliteFile: part });
    await renameDurably(part, config.sqliteFile);
  } finally {
    for (const path of [part, `${part}-wal`, `${part}-shm`]) await rm(path, { force: true });
  }
}

/** What is no database, or ends in the middle, is found before it can be read. */
function problemsOf(part: string): string[] {
  try {
    return checkCopy(part);
  } catch (error) {
    if (error instanceof Error && error.name === 'SqliteError') return [error.message];
    throw error;
  }
}

async function assertKeyFits(config: Config): Promise<void> {
  const store = await openStore(config);
  try {
    const seals = await checkSeals(store, await loadKeyring(config));
    if (seals.status === 'problem')
      throw new AppError('conflict', `The key does not fit this backup, so it was not restored. ${seals.message}`);
  } finally {
    await store.close();
  }
}
