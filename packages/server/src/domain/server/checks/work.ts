import { sql } from 'kysely';
import { NEEDS_ATTENTION } from '../../../store/partial-indexes.ts';
import type { Store } from '../../../store/store.ts';
import { type Check, count } from './check.ts';

const MINUTE_MS = 60_000;
const LATE_MS = 15 * MINUTE_MS;

/** Whether events move on: what is stuck, held back, or waits for a person. */
export async function checkWork(store: Store, now: number): Promise<Check[]> {
  return [
    await checkReceived(store, now),
    await checkFailing(store),
    await checkLeases(store, now),
    await checkOverdue(store, now),
    ...(await checkHolds(store, now)),
    await checkDeadLetters(store),
  ];
}

async function checkReceived(store: Store, now: number): Promise<Check> {
  const { rows } = await store.db
    .selectFrom('events')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .where('state', '=', sql.lit('received'))
    .where('process_failures', '=', 0)
    .where('process_at', '<', now - LATE_MS)
    .executeTakeFirstOrThrow();
  return rows === 0
    ? { name: 'received events', status: 'ok', message: 'No event waits long to be screened.' }
    : {
        name: 'received events',
        status: 'problem',
        message: `${count(rows, 'event')} waited more than 15 minutes to be screened. Is \`handoff serve\` running, with HANDOFF_WORKER on?`,
      };
}

async function checkFailing(store: Store): Promise<Check> {
  const name = 'processing';
  const failing = await store.db
    .selectFrom('events')
    .select(['id', 'process_error'])
    .where('state', '=', sql.lit('received'))
    .where('process_failures', '>', 0)
    .orderBy('seq')
    .execute();
  const [first] = failing;
  return first === undefined
    ? { name, status: 'ok', message: 'No event fails to be processed.' }
    : {
        name,
        status: 'problem',
        message: `${count(failing.length, 'event')} could not be processed and will be tried again; the first is ${first.id}: ${first.process_error ?? 'no reason was kept'}`,
      };
}

async function checkLeases(store: Store, now: number): Promise<Check> {
  const { rows } = await store.db
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .where('state', '=', sql.lit('leased'))
    .where('lease_until', '<', now - 5 * MINUTE_MS)
    .executeTakeFirstOrThrow();
  return rows === 0
    ? { name: 'leases', status: 'ok', message: 'No delivery is stuck with a worker that ended.' }
    : {
        name: 'leases',
        status: 'problem',
        message: `${count(rows, 'delivery', 'deliveries')} were left by a worker that ended. Start \`handoff serve\`; it takes them back.`,
      };
}

async function checkOverdue(store: Store, now: number): Promise<Check> {
  const { rows } = await store.db
    .selectFrom('deliveries')
    .innerJoin('connections', 'connections.id', 'deliveries.connection_id')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .where('deliveries.state', '=', sql.lit('pending'))
    .where('deliveries.run_at', '<', now - LATE_MS)
    .where('connections.hold_kind', 'is', null)
    .executeTakeFirstOrThrow();
  return rows === 0
    ? { name: 'deliveries', status: 'ok', message: 'No delivery is late without a reason.' }
    : {
        name: 'deliveries',
        status: 'warning',
        message: `${count(rows, 'delivery', 'deliveries')} should have been tried more than 15 minutes ago. Is \`handoff serve\` running? If so, the destination’s limits hold them up.`,
      };
}

async function checkHolds(store: Store, now: number): Promise<Check[]> {
  const held = await store.db
    .selectFrom('connections')
    .select(['name', 'id', 'hold_kind', 'hold_until', 'hold_message'])
    .where('removed_at', 'is', null)
    .where('hold_kind', 'is not', null)
    .where((where) => where.or([where('hold_until', 'is', null), where('hold_until', '>', now)]))
    .orderBy('name')
    .execute();
  if (held.length === 0) return [{ name: 'connections', status: 'ok', message: 'No connection is paused.' }];
  return held.map((row) => {
    const until = row.hold_until === null ? 'until a person acts' : `until ${new Date(row.hold_until).toISOString()}`;
    const needsPerson = row.hold_kind === 'auth' || row.hold_kind === 'scope';
    return {
      name: 'connections',
      status: needsPerson ? 'problem' : 'warning',
      message: `“${row.name}” (${row.id}) is paused ${until}: ${row.hold_message ?? 'no reason was given.'}`,
    };
  });
}

async function checkDeadLetters(store: Store): Promise<Check> {
  const rows = await store.db
    .selectFrom('deliveries')
    .select((select) => ['state', select.fn.countAll<number>().as('rows')])
    .where(NEEDS_ATTENTION)
    .groupBy('state')
    .execute();
  const of = (state: string) => rows.find((row) => row.state === state)?.rows ?? 0;
  return rows.length === 0
    ? { name: 'dead letters', status: 'ok', message: 'Nothing waits for a person.' }
    : {
        name: 'dead letters',
        status: 'warning',
        message: `${of('dead')} deliveries failed for good and ${of('uncertain')} may or may not have arrived. Look at them, then \`handoff replay\`.`,
      };
}
