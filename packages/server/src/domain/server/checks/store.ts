import { sql } from 'kysely';
import { type Keyring, SealError } from '../../../secrets/keyring.ts';
import { migrationState } from '../../../store/migrate.ts';
import { databaseTime } from '../../../store/shared-clock.ts';
import type { Store } from '../../../store/store.ts';
import { describeSealed, sealedValues } from '../sealed-values.ts';
import { type Check, count } from './check.ts';
import { checkSpace } from './space.ts';

const SKEW_MS = 5 * 60_000;

/** Whether schema and version go together; while migrations are lacking, nothing else can be asked of the store. */
export async function checkMigrations(store: Store): Promise<Check> {
  const name = 'schema';
  const { pending, newer } = await migrationState(store.db, store.engine);
  if (pending.length > 0)
    return {
      name,
      status: 'warning',
      message: `The database lacks ${pending.join(', ')}; the next \`handoff serve\` or \`handoff migrate\` brings it up to date. Back it up first.`,
    };
  return newer.length > 0
    ? { name, status: 'ok', message: `A newer version was here (${newer.join(', ')}); this version can work with what it left.` }
    : { name, status: 'ok', message: 'The database is up to date.' };
}

/** What can be said of the data as a whole. */
export async function checkStore(store: Store, keyring: Keyring, now: number): Promise<Check[]> {
  return [await checkIntegrity(store), await checkSpace(store), await checkTime(store, now), await checkSeals(store, keyring)];
}

async function checkIntegrity(store: Store): Promise<Check> {
  const name = 'database';
  if (store.engine === 'postgres') return { name, status: 'ok', message: 'PostgreSQL answers, and keeps what it acknowledges.' };
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(10)`.execute(store.db);
  const damage = rows.map((row) => row.quick_check).filter((message) => message !== 'ok');
  return damage.length === 0
    ? { name, status: 'ok', message: 'The SQLite file is whole, and keeps what it acknowledges.' }
    : {
        name,
        status: 'problem',
        message: `The SQLite file is damaged: ${damage.join('; ')}. Stop the server, keep the file aside and restore the last backup.`,
      };
}

async function checkTime(store: Store, now: number): Promise<Check> {
  const name = 'stored times';
  if (store.engine === 'postgres') {
    const skew = Math.abs((await databaseTime(store)) - now);
    if (skew > SKEW_MS)
      return {
        name,
        status: 'problem',
        message: `This machine’s clock and that of PostgreSQL are ${Math.round(skew / 60_000)} minutes apart. Set both by NTP.`,
      };
  }
  const last = await store.db.selectFrom('events').select('received_at').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last !== undefined && last.received_at > now + SKEW_MS
    ? {
        name,
        status: 'problem',
        message: `The last event was received at ${new Date(last.received_at).toISOString()}, which is still to come: the clock was, or is, wrong.`,
      }
    : { name, status: 'ok', message: 'No event is from the future.' };
}

/** Whether everything sealed opens with the keys at hand. */
export async function checkSeals(store: Store, keyring: Keyring): Promise<Check> {
  const name = 'stored secrets';
  let all = 0;
  let older = 0;
  const closed: string[] = [];
  for await (const value of sealedValues(store.db)) {
    all += 1;
    if (!keyring.isCurrent(value.sealed)) older += 1;
    try {
      await keyring.open(value.sealed);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      closed.push(`${describeSealed(value)}: ${error.message}`);
    }
  }
  if (closed.length > 0)
    return {
      name,
      status: 'problem',
      message: `${closed.length} of ${count(all, 'stored secret')} cannot be opened. ${closed.slice(0, 5).join(' ')}`,
    };
  if (older > 0)
    return {
      name,
      status: 'warning',
      message: `${older} of ${count(all, 'stored secret')} are sealed with an older key. Run \`handoff rotate-keys --finish\`.`,
    };
  return { name, status: 'ok', message: `${count(all, 'stored secret')} can be opened.` };
}
