import { Command } from 'commander';
import { readConfig } from '../config/config.ts';
import { AppError } from '../observe/app-error.ts';
import { VERSION } from '../version.ts';
import { applyCommand } from './apply.ts';
import { backupCommand } from './backup.ts';
import { connectCommand } from './connect.ts';
import { doctorCommand } from './doctor.ts';
import { eventsCommand } from './events.ts';
import { exportCommand } from './export.ts';
import { migrateCommand } from './migrate.ts';
import { memberCommand } from './member.ts';
import { mapCommand } from './map.ts';
import { personCommand } from './person.ts';
import { replayCommand } from './replay.ts';
import { restoreCommand } from './restore.ts';
import { rotateKeysCommand } from './rotate-keys.ts';
import { serveCommand } from './serve.ts';
import { shopifyCommand } from './shopify.ts';
import { tokenCommand } from './token.ts';
import { troubleOutside } from './trouble.ts';

/** Does what the command line asks. */
export async function run(): Promise<void> {
  const program = new Command('handoff')
    .description('Handoff’s companion server and its tools. Settings come from the environment; see docs/operations.md.')
    .version(VERSION);
  serveCommand(program);
  shopifyCommand(program);
  tokenCommand(program);
  connectCommand(program);
  memberCommand(program);
  applyCommand(program);
  exportCommand(program);
  eventsCommand(program);
  mapCommand(program);
  replayCommand(program);
  personCommand(program);
  backupCommand(program);
  restoreCommand(program);
  migrateCommand(program);
  rotateKeysCommand(program);
  doctorCommand(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.stderr.write(`handoff: ${describe(error)}\n`);
    // What a server that could not listen has open (PostgreSQL) would keep the process: it would not serve, and nothing would start it again.
    process.exit(1);
  }
}

/** In words where the error was made for people; with its stack where it is a mistake of ours. */
function describe(error: unknown): string {
  if (error instanceof AppError) {
    const problems = error.problems ?? [];
    return [error.message, ...problems.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
  }
  if (!(error instanceof Error)) return String(error);
  if (['ConfigError', 'SealError', 'UnsafeEngineError'].includes(error.name)) return error.message;
  return troubleOutside(error, readConfig(process.env)) ?? error.stack ?? error.message;
}
