import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Config, ConfigError, readConfig } from '../config/config.ts';
import type { Check } from '../domain/server/checks/check.ts';
import { checkHost } from '../domain/server/checks/host.ts';
import { checkBackup, checkSetup } from '../domain/server/checks/setup.ts';
import { checkMigrations, checkStore } from '../domain/server/checks/store.ts';
import { checkWork } from '../domain/server/checks/work.ts';
import { systemClock } from '../observe/clock.ts';
import { loadKeyring } from '../secrets/load-keys.ts';
import { UnsafeEngineError } from '../store/engine.ts';
import { openStoreAsItIs } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { say, sayJson } from './print.ts';

const MARKS: Record<Check['status'], string> = { ok: '✓', warning: '!', problem: '✗' };

/** `handoff doctor`: looks, changes nothing, and ends with 1 where there is a problem. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Check configuration, disk, keys, database and backlog. Changes nothing.')
    .option('--json', 'as JSON')
    .option('--backup <file>', 'the newest backup: is it there, and from today?')
    .action(async (options: { json?: true; backup?: string }) => {
      const checks = await examine();
      if (options.backup !== undefined) checks.push(await checkBackup(options.backup, systemClock.now()));
      const ok = checks.every((check) => check.status !== 'problem');
      if (options.json) sayJson({ ok, checks });
      else say(...checks.map((check) => `${MARKS[check.status]} ${check.name}: ${check.message}`));
      if (!ok) process.exitCode = 1;
    });
}

async function examine(): Promise<Check[]> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ name: 'configuration', status: 'problem', message: error.message }];
  }
  const checks: Check[] = [
    { name: 'configuration', status: 'ok', message: 'Every setting can be read.' },
    ...(await checkHost(config, systemClock.now())),
    ...checkSetup(config),
  ];
  // Without a database there is nothing to open, and without its key file opening would make a wrong one.
  if (config.databaseUrl === undefined && !existsSync(config.sqliteFile)) return checks;
  if (checks.some((check) => check.name === 'sealing keys' && check.status === 'problem')) return checks;
  return [...checks, ...(await examineStore(config))];
}

async function examineStore(config: Config): Promise<Check[]> {
  let store: Store | undefined;
  try {
    store = await openStoreAsItIs(config);
    const now = systemClock.now();
    const migrations = await checkMigrations(store);
    // Tables it lacks cannot be looked into.
    if (migrations.status !== 'ok') return [migrations];
    return [migrations, ...(await checkStore(store, await loadKeyring(config), now)), ...(await checkWork(store, now))];
  } catch (error) {
    // Whatever keeps the database from being read is what was asked for, not a failure of the asking.
    const message =
      error instanceof UnsafeEngineError
        ? error.message
        : `The database cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return [{ name: 'database', status: 'problem', message }];
  } finally {
    await store?.close();
  }
}
