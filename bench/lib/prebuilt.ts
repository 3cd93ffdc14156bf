import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { root } from './build.ts';
import type { Kit } from './kit.ts';
import { type Seeded, seed } from './seed.ts';
import { submission } from './submission.ts';

/** What lies in a store before anything is measured. */
export interface History {
  /** Deliveries that succeeded over the last month, each with its event, attempt and keys. */
  finished: number;
  /** Deliveries that wait behind a connection on hold, each in a lane of its own. */
  held: number;
}

const CACHE = join(root, 'node_modules/.cache/handoff-bench');
const HELD_CONNECTION = 'con_held';
const DAY = 24 * 3_600_000;

/** A copy of a store with this history. Building it takes a minute, so it is kept for the next run as long as the schema stays. */
export async function prebuiltStore(kit: Kit, history: History): Promise<{ dataDir: string; site: Seeded }> {
  const kept = await keptStore(kit, history);
  const dataDir = await kit.scratch();
  for (const file of await readdir(kept)) await copyFile(join(kept, file), join(dataDir, file), constants.COPYFILE_FICLONE);
  return { dataDir, site: JSON.parse(await readFile(join(dataDir, 'seed.json'), 'utf8')) as Seeded };
}

async function keptStore(kit: Kit, history: History): Promise<string> {
  const name = `${history.finished}-${history.held}`;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(join(CACHE, 'building-'));
  const site = await seed({ dataDir: fresh });
  const target = join(CACHE, `${name}-${await fingerprint(fresh)}`);
  const known = await readdir(CACHE);
  if (known.some((entry) => join(CACHE, entry) === target)) {
    await rm(fresh, { recursive: true });
    return target;
  }
  for (const entry of known) if (entry.startsWith(`${name}-`)) await rm(join(CACHE, entry), { recursive: true });
  kit.say(`  building a store with ${history.finished} finished and ${history.held} held deliveries …`);
  const started = performance.now();
  fill(join(fresh, 'handoff.sqlite'), site, history);
  await writeFile(join(fresh, 'seed.json'), JSON.stringify(site));
  await rename(fresh, target);
  kit.say(`  built in ${Math.round((performance.now() - started) / 1000)} s, kept in ${target}`);
  return target;
}

/** Of the schema and of this file: either changed means another store. */
async function fingerprint(dataDir: string): Promise<string> {
  const database = new Database(join(dataDir, 'handoff.sqlite'), { readonly: true });
  const tables = database.prepare('select sql from sqlite_master where sql is not null order by name').pluck().all();
  database.close();
  const builder = await readFile(fileURLToPath(import.meta.url), 'utf8');
  return createHash('sha256').update(JSON.stringify(tables)).update(builder).digest('hex').slice(0, 16);
}

/** Writes the rows by SQL alone, with the secondary indexes made afterwards: twenty times as fast as through the server. */
function fill(file: string, site: Seeded, { finished, held }: History): void {
  const database = new Database(file);
  database.pragma('synchronous = OFF');
  database.pragma('journal_mode = MEMORY');
  database.pragma('cache_size = -1000000');
  database.pragma('temp_store = MEMORY');
  const indexes = database.prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null`).all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of indexes) database.exec(`drop index "${name}"`);
  database.transaction(() => {
    fillEvents(database, site, finished + held);
    if (finished > 0) {
      fillDeliveries(database, site, { from: 0, count: finished, connectionId: site.connectionId, state: 'succeeded' });
      fillAttempts(database, site, finished);
    }
    if (held > 0) {
      holdConnection(database, site);
      fillDeliveries(database, site, { from: finished, count: held, connectionId: HELD_CONNECTION, state: 'pending' });
      database.exec(
        `insert into lanes (connection_id, lane, open) select connection_id, lane, count(*) from deliveries where state = 'pending' group by 1, 2`,
      );
    }
  })();
  for (const { sql } of indexes) database.exec(sql);
  database.pragma('journal_mode = WAL');
  database.close();
}

/** `n` runs from `from`; `mixed` is `n` in a shuffled order; `at` is spread over the last thirty days, up to an hour ago. */
function numbers(from: number, count: number): string {
  const end = Date.now() - DAY / 24;
  return `
    with recursive counter(n) as (select ${from} union all select n + 1 from counter where n + 1 < ${from + count}),
    numbers as (select n, (n * 7919) % 1000003 as mixed, ${end - 30 * DAY} + cast((n - ${from}) * ${(30 * DAY) / Math.max(count, 1)} as integer) as at from counter)`;
}

const SAMPLE = 424_242;

function fillEvents(database: Database.Database, site: Seeded, count: number): void {
  const body = JSON.stringify(submission('old', SAMPLE, Date.now() - DAY));
  const text = `replace(@body, '${SAMPLE}', n)`;
  const values = {
    workspaceId: site.workspaceId,
    sourceId: site.sourceId,
    body,
    reasons: JSON.stringify([{ rule: 'nothing_found', weight: 0, evidence: 'No sign of spam was found.' }]),
  };
  database
    .prepare(
      `${numbers(0, count)}
      insert into events (id, workspace_id, source_id, type, state, idempotency_key, occurred_at, received_at, processed_at, process_at,
        process_failures, contact_key, verdict, reasons, score, body)
      select printf('evt_%026d', n), @workspaceId, @sourceId, 'form.submitted', 'processed', printf('form.submitted:old-%d:1', mixed), at, at, at + 5, 0,
        0, printf('email:visitor.old.%d@example.com', mixed % 200000), 'accept', @reasons, 0, ${text} from numbers`,
    )
    .run(values);
  database
    .prepare(`insert into event_keys (workspace_id, source_id, idempotency_key, event_id, created_at)
      select workspace_id, source_id, idempotency_key || ':' || seq, id, received_at from events order by 2, 3`)
    .run();
}

interface Deliveries {
  from: number;
  count: number;
  connectionId: string;
  state: 'succeeded' | 'pending';
}

function fillDeliveries(database: Database.Database, site: Seeded, { from, count, connectionId, state }: Deliveries): void {
  const done = state === 'succeeded';
  const payload = {
    email: 'visitor.old@example.com',
    firstname: 'Ada',
    lastname: 'Lovelace',
    phone: '+4916012345678',
    company: 'Company GmbH',
    message: 'Hello, I would like an offer for 42 chairs. Please call me back.',
    page: 'https://shop.example/contact',
  };
  const lane = done ? `printf('email:visitor.old.%d@example.com', mixed % 200000)` : `printf('email:visitor.held.%d@example.com', n)`;
  database
    .prepare(
      `${numbers(from, count)}
      insert into deliveries (id, workspace_id, event_id, flow_id, flow_version_id, step_key, connection_id, operation, lane, state, priority,
        run_at, attempts, idempotency_key, payload, result, created_at, finished_at)
      select printf('dlv_%026d', n), @workspaceId, printf('evt_%026d', n), @flowId, @versionId, 'contact', @connectionId, 'send', ${lane}, @state, 0,
        at, @attempts, printf('evt_%026d:contact', n), @payload, @result, at, ${done ? 'at + 40' : 'null'} from numbers`,
    )
    .run({
      workspaceId: site.workspaceId,
      flowId: site.flowId,
      versionId: site.versionId,
      connectionId,
      state,
      attempts: done ? 1 : 0,
      payload: done ? JSON.stringify(payload) : null,
      result: done ? JSON.stringify({ id: 'msg_old', effect: 'sent', output: { id: 'msg_old' } }) : null,
    });
}

function fillAttempts(database: Database.Database, site: Seeded, count: number): void {
  const headers = {
    accept: 'application/json',
    'user-agent': 'Handoff/0.1',
    'content-type': 'application/json',
    'webhook-id': 'msg_old',
    'webhook-timestamp': '1790000000',
    'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  };
  const exchange = {
    request: { method: 'POST', url: 'https://crm.example/leads', headers, body: 'x'.repeat(300) },
    response: { status: 200, headers: { 'content-type': 'application/json', date: 'Sat, 21 Nov 2026 12:00:00 GMT' }, body: '{"ok":true}' },
    durationMs: 38,
  };
  database
    .prepare(
      `${numbers(0, count)}
      insert into attempts (id, workspace_id, delivery_id, connection_id, lease_token, started_at, finished_at, outcome, exchanges)
      select printf('att_%026d', n), @workspaceId, printf('dlv_%026d', n), @connectionId, printf('lse_%026d', n / 16), at + 10, at + 40, 'ok', @exchanges from numbers`,
    )
    .run({ workspaceId: site.workspaceId, connectionId: site.connectionId, exchanges: JSON.stringify([exchange]) });
}

function holdConnection(database: Database.Database, site: Seeded): void {
  database
    .prepare(
      `insert into connections (id, workspace_id, slug, destination, name, settings, secrets, scopes, hold_kind, hold_message, created_at, updated_at)
      select '${HELD_CONNECTION}', workspace_id, 'held', destination, 'On hold', settings, secrets, scopes, 'person', 'Paused by a person.', created_at, updated_at
      from connections where id = ?`,
    )
    .run(site.connectionId);
}
