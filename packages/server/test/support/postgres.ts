import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A private PostgreSQL with its default durability (fsync and synchronous_commit on), reached over a unix socket only. */
export interface PostgresCluster {
  /** The connection URL of a database in this cluster. */
  url: (database: string) => string;
  /** Makes an empty database and answers with its URL. */
  createDatabase: () => Promise<string>;
  /** Shuts the server down and keeps its data. Open connections are cut, new ones refused. */
  down: () => Promise<void>;
  /** Starts it again on its data. */
  up: () => Promise<void>;
  /** Ends the server and removes its files. Open connections are cut. */
  stop: () => Promise<void>;
}

const superuser = 'handoff';
const LOOK_MS = 50;

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
    down: async () => {
      writeFileSync(join(directory, 'down'), '');
      process.kill(Number(readFileSync(join(directory, 'pid'), 'utf8')), 'SIGINT');
      while (existsSync(join(data, 'postmaster.pid'))) await pause(LOOK_MS);
    },
    up: async () => {
      rmSync(join(directory, 'down'));
      while (!(await answers(url('postgres')))) await pause(LOOK_MS);
    },
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

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Runs the server until it ends or our end of stdin closes, which also happens when this process is killed;
 * then removes its directory. The data is thrown away, so an immediate shutdown is enough. While there is a file
 * `down`, a server that ended is not started again; once it is gone, it is.
 */
const supervise = `
exec 3<&0
{ read -r line <&3; touch "$0/end"; kill -QUIT "$(cat "$0/pid")"; } 2>/dev/null &
watch=$!
while :; do
  "$@" </dev/null 3<&- &
  echo "$!" >"$0/pid"
  wait "$!"
  code=$?
  [ -e "$0/down" ] || break
  while [ -e "$0/down" ] && [ ! -e "$0/end" ]; do sleep 0.1; done
  [ ! -e "$0/end" ] || break
done
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
