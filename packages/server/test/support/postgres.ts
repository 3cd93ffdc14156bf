import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** A private PostgreSQL with its default durability (fsync and synchronous_commit on), reached over a unix socket only. */
export interface PostgresCluster {
  /** The connection URL of a database in this cluster. */
  url: (database: string) => string;
  /** Makes an empty database and answers with its URL. */
  createDatabase: () => Promise<string>;
  /** Ends the server and removes its files. Open connections are cut. */
  stop: () => Promise<void>;
}

const superuser = 'handoff';

/**
 * Starts a cluster of its own in a temporary directory. Answers `undefined` where PostgreSQL is not installed;
 * with HANDOFF_REQUIRE_PARTS=1 that is an error instead.
 */
export async function startPostgres(): Promise<PostgresCluster | undefined> {
  const bin = findPostgres();
  if (bin === undefined) {
    if (process.env['HANDOFF_REQUIRE_PARTS'] === '1') {
      throw new Error('PostgreSQL is not installed, and HANDOFF_REQUIRE_PARTS=1 asks for it. Run `npm run system-parts postgres`.');
    }
    return undefined;
  }

  const owner = serverUser();
  const directory = mkdtempSync(join(tmpdir(), 'handoff-pg-'));
  if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
  chmodSync(directory, 0o700);
  const data = join(directory, 'data');
  const options = { cwd: directory, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, ...owner };
  try {
    const initdb = ['-D', data, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }

  const server = [join(bin, 'postgres'), '-D', data, '-k', directory, '-c', 'listen_addresses=', '-c', 'max_connections=200'];
  // Detached: a Ctrl-C at the terminal reaches only us; the supervisor then ends the server because our end of its stdin closes.
  const supervisor = spawn('/bin/sh', ['-c', supervise, directory, ...server], {
    ...options,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = once(supervisor, 'exit');
  await untilReady(supervisor.stderr);

  // `localhost` only makes it a URL that every parser takes; `host` is what PostgreSQL clients go by.
  const url = (database: string): string => `postgres://${superuser}@localhost/${database}?host=${encodeURIComponent(directory)}`;
  return {
    url,
    createDatabase: () => createDatabase(url('postgres')),
    stop: async () => {
      supervisor.stdin.end();
      await ended;
    },
  };
}

/** Makes an empty database beside the one that `admin` names and answers with its URL. */
export async function createDatabase(admin: string): Promise<string> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Runs the server until it ends or our end of stdin closes, which also happens when this process is killed;
 * then removes its directory. The data is thrown away, so an immediate shutdown is enough.
 */
const supervise = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ read -r line <&3; kill -QUIT "$server"; } 2>/dev/null &
watch=$!
wait "$server"
code=$?
kill "$watch" 2>/dev/null
rm -rf -- "$0"
exit "$code"
`;

/** Resolves when the server says that it takes connections; rejects with what it said if it ends before. */
async function untilReady(stderr: NodeJS.ReadableStream): Promise<void> {
  const said: string[] = [];
  let ready = false;
  for await (const line of createInterface({ input: stderr })) {
    said.push(line);
    ready = line.includes('database system is ready to accept connections');
    if (ready) break;
  }
  if (!ready) throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
  // Leaving the loop paused the stream; unread log lines would fill the pipe and stop the server.
  stderr.resume();
}

/** The folder of the server's programs: from PATH, else the highest version that Debian's packages installed. */
function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...versions.map((version) => join(debian, version, 'bin'))];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL refuses to run as root: then the account that its package made runs it. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
