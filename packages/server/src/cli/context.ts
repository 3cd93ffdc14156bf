import { existsSync } from 'node:fs';
import { readConfig } from '../config/config.ts';
import { open, type Opened } from '../main.ts';

/** Who did it, in the audit: a person at the command line. */
export const BY_COMMAND_LINE = 'command line';

/** Opens the store of the environment's configuration for one command. The worker does not run. */
export async function withServer<T>(work: (server: Opened) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const isNew = config.databaseUrl === undefined && !existsSync(config.sqliteFile);
  const server = await open();
  // Mostly on purpose; otherwise HANDOFF_DATA_DIR is not the server's, and this line is how it shows.
  if (isNew) process.stderr.write(`A new database was made: ${config.sqliteFile}\n`);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
