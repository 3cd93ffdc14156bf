import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { programPath } from './parts.ts';
import { ownFolder, startGroup } from './processes.ts';

const run = promisify(execFile);

/** Where a running MariaDB is reached, and a folder that is removed with it. Plain data, so that a test worker can be given it. */
export interface DatabaseServer {
  socket: string;
  folder: string;
}

/** Starts a MariaDB of its own on a unix socket. Its data is thrown away when it stops, so it need not survive a power cut. */
export async function startDatabase(): Promise<DatabaseServer & { stop: () => Promise<void> }> {
  const program = programPath('mariadbd');
  const { folder, remove } = await ownFolder('handoff-wp-');
  const data = join(folder, 'data');
  const socket = join(folder, 'db.sock');
  await mkdir(data);
  const small = ['--innodb-log-file-size=16M'];
  await run('mariadb-install-db', [
    '--no-defaults',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...small,
  ]);
  const group = startGroup(program, [
    '--no-defaults',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${folder}/db.pid`,
    '--skip-networking',
    '--character-set-server=utf8mb4',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=OFF',
    ...small,
  ]);
  await group.says(/ready for connections/);
  return {
    socket,
    folder,
    stop: async () => {
      await group.stop();
      await remove();
    },
  };
}

const client = (socket: string) => ['--no-defaults', `--socket=${socket}`, '--user=root'];

/** Runs SQL and answers its rows, tab-separated, one a line. */
export async function query({ socket }: DatabaseServer, sql: string, database = ''): Promise<string> {
  const args = [...client(socket), '--batch', '--skip-column-names', `--execute=${sql}`, ...(database === '' ? [] : [database])];
  return (await run(programPath('mariadb'), args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/** Makes an empty database and answers with its name. */
export async function createDatabase(server: DatabaseServer): Promise<string> {
  const name = `wp_${randomBytes(6).toString('hex')}`;
  await query(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  return name;
}

/** Writes all of a database into a file that `loadDatabase` takes. */
export async function dumpDatabase({ socket }: DatabaseServer, database: string, file: string): Promise<void> {
  const dump = spawn('mariadb-dump', [...client(socket), '--skip-dump-date', database], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(dump, 'exit') as Promise<[number | null]>;
  await pipeline(dump.stdout, createWriteStream(file));
  const [code] = await ended;
  if (code !== 0) throw new Error(`mariadb-dump of ${database} ended with ${String(code)}.`);
}

export async function loadDatabase({ socket }: DatabaseServer, database: string, file: string): Promise<void> {
  const load = spawn(programPath('mariadb'), [...client(socket), database], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(load, 'exit') as Promise<[number | null]>;
  await pipeline(createReadStream(file), load.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`Loading ${file} ended with ${String(code)}.`);
}
