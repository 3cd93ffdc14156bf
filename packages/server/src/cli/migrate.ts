import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../config/config.ts';
import { migrate, migrationState } from '../store/migrate.ts';
import { openStoreAsItIs } from '../store/open.ts';
import { note, say } from './print.ts';

/** `handoff migrate`: brings the database up to this version without starting a server, as one step of a rollout. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database up to this version, all of it or nothing, beside servers of the version before.')
    .option('--dry-run', 'only say what would be done')
    .action(async (options: { dryRun?: true }) => {
      const config = readConfig(process.env);
      // Opening would make the file, and an empty one is in the way of a restore.
      if (options.dryRun && config.databaseUrl === undefined && !existsSync(config.sqliteFile))
        return say(`There is no database yet. It would be made: ${config.sqliteFile}`);
      const store = await openStoreAsItIs(config);
      try {
        const { pending, newer } = await migrationState(store.db, store.engine);
        if (newer.length > 0) note(`A newer version was here (${newer.join(', ')}); this version can work with what it left.`);
        if (pending.length === 0) return say('The database is up to date.');
        if (options.dryRun) return say(`To do: ${pending.join(', ')}.`);
        await migrate(store.db, store.engine);
        say(`Done: ${pending.join(', ')}.`);
      } finally {
        await store.close();
      }
    });
}
