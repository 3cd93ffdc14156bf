import { existsSync } from 'node:fs';
import { chmod, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config/config.ts';
import { AppError } from '../observe/app-error.ts';
import { checkCopy } from '../store/check-copy.ts';
import { renameDurably } from '../store/durable.ts';
import { openStoreAsItIs } from '../store/open.ts';
import { note, say } from './print.ts';

/** `handoff backup FILE`: a copy of the SQLite store while the server runs, checked before it counts. */
export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('Copy the database to a file while the server runs, and check the copy (SQLite).')
    .argument('<file>', 'where to put the copy; it must not exist yet')
    .action(async (file: string) => {
      const config = readConfig(process.env);
      if (config.databaseUrl !== undefined) {
        throw new AppError(
          'invalid',
          `PostgreSQL is backed up with its own tools. For one file: pg_dump --format=custom --file='${file}' "$DATABASE_URL"`,
        );
      }
      if (!existsSync(config.sqliteFile))
        throw new AppError('not_found', `There is no database at ${config.sqliteFile}. Check HANDOFF_DATA_DIR.`);
      if (existsSync(file)) throw new AppError('conflict', `${file} is there already, and nothing was written over. Name another file.`);
      if (!existsSync(dirname(file))) throw new AppError('not_found', `There is no folder ${dirname(file)}. Make it first.`);

      await copyChecked(config, file);
      const { size } = await stat(file);
      say(`${file}: ${size} bytes, read back and found whole.`);
      note(
        config.secretKeys.length > 0
          ? 'Keep HANDOFF_SECRET_KEYS too, apart from this file: without it the credentials in the copy cannot be opened.'
          : `Keep ${config.secretKeyFile} too, apart from this file: without it the credentials in the copy cannot be opened.`,
        `To restore, with the key in place and no database there: handoff restore '${file}'`,
      );
    });
}

/** The copy bears its name only once it is known to be good and on the disk. */
async function copyChecked(config: { sqliteFile: string }, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    // It holds customers' data: made for its owner only before anything is in it.
    await (await open(part, 'w', 0o600)).close();
    await chmod(part, 0o600);
    const store = await openStoreAsItIs(config);
    try {
      await store.backup(part);
    } finally {
      await store.close();
    }
    const problems = checkCopy(part);
    if (problems.length > 0) {
      throw new AppError(
        'internal',
        `The copy is not whole, so it was not kept: ${problems.join('; ')}. Run \`handoff doctor\`: the database itself may be damaged.`,
      );
    }
    await renameDurably(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
