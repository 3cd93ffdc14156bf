import { type Transaction, sql } from 'kysely';
import { resolveDeliveryAlerts } from '../domain/delivery/resolve-alerts.ts';
import type { Schema } from '../store/schema.ts';
import { valueRows } from '../store/values.ts';
import type { CompiledFlow, CompiledStep } from './flows.ts';
import type { OperationOf } from './operations.ts';
import { bySlot, isOpen, isThere, type Scene, type SceneEvent, type Sibling, slotOf } from './replay-scene.ts';
import { type Skip, skip } from './replay-skips.ts';
import { insertDeliveries, type NewDelivery, newRecordKey, planStep } from './route.ts';

export interface RenewOptions {
  /** A new idempotency key: the destination may make a second record. */
  asNew: boolean;
  /** Also where newer data of the same contact went out since. */
  force: boolean;
}

/** One step to run again (or, without `old`, for the first time) for one event. */
export interface Candidate {
  event: SceneEvent;
  flow: CompiledFlow;
  step: CompiledStep;
  old: Sibling | undefined;
}

export interface Renewed {
  made: { id: string; replayOf: string | null }[];
  skipped: Skip[];
}

interface Planned {
  row: NewDelivery & { id: string };
  old: Sibling | undefined;
}

/**
 * Makes a new delivery for each candidate: it enters its lane, steps that waited for the old one wait for the new one,
 * and the old one no longer needs a person. What happened earlier goes first, and of one event the earlier steps.
 */
export async function renew(
  trx: Transaction<Schema>,
  workspaceId: string,
  scene: Pick<Scene, 'siblings'> & { operationOf: OperationOf },
  candidates: Candidate[],
  options: RenewOptions,
  now: number,
): Promise<Renewed> {
  const skipped: Skip[] = [];
  const ordered = candidates.toSorted(inOrder);
  const connections = await usableConnections(trx, ordered);
  const outdated = options.force ? new Set<Candidate>() : await outdatedOnes(trx, ordered, scene.operationOf);
  const known = bySlot(scene.siblings);
  const made = new Map<string, string>();
  const planned: Planned[] = [];
  for (const candidate of ordered) {
    const { event, flow, step, old } = candidate;
    const code = !connections.has(step.connectionId) ? 'connection_gone' : outdated.has(candidate) ? 'newer_data' : undefined;
    if (code !== undefined) {
      skipped.push(skip(old?.id ?? null, code));
      continue;
    }
    const place = placeOf(candidate, known, made);
    if (place === undefined) {
      skipped.push(skip(old?.id ?? null, 'earlier_step'));
      continue;
    }
    const row = planStep({ id: event.id, workspaceId, contactKey: event.contactKey }, flow, step, now);
    const key = options.asNew ? newRecordKey(row) : (old?.idempotency_key ?? row.idempotency_key);
    planned.push({ row: { ...row, ...place, idempotency_key: key, replay_of: old?.id ?? null }, old });
    made.set(slotOf(row), row.id);
  }
  await insertDeliveries(
    trx,
    planned.map(({ row }) => row),
  );
  await retireOld(trx, workspaceId, planned, now);
  return { made: planned.map(({ row, old }) => ({ id: row.id, replayOf: old?.id ?? null })), skipped };
}

function inOrder(a: Candidate, b: Candidate): number {
  if (a.event.occurredAt !== b.event.occurredAt) return a.event.occurredAt - b.event.occurredAt;
  if (a.event.seq !== b.event.seq) return a.event.seq - b.event.seq;
  if (a.flow.flowId !== b.flow.flowId) return a.flow.flowId < b.flow.flowId ? -1 : 1;
  return a.flow.steps.indexOf(a.step) - b.flow.steps.indexOf(b.step);
}

/**
 * A step after another waits for the one just made or still on its way; goes at once where the other succeeded; waits
 * with a failed one for its replay. Undefined: there is nothing it could build on.
 */
function placeOf(
  { event, flow, step }: Candidate,
  known: Map<string, Sibling[]>,
  made: Map<string, string>,
): Pick<NewDelivery, 'state' | 'after_id'> | undefined {
  if (step.after === undefined) return { state: 'pending', after_id: null };
  const slot = slotOf({ event_id: event.id, flow_id: flow.flowId, step_key: step.after });
  const earlier = known.get(slot) ?? [];
  const awaited = made.get(slot) ?? earlier.findLast(isOpen)?.id;
  if (awaited !== undefined) return { state: 'blocked', after_id: awaited };
  const there = earlier.findLast(isThere);
  if (there !== undefined) return { state: 'pending', after_id: there.id };
  const failed = earlier.findLast((sibling) => sibling.state === 'dead' || sibling.state === 'uncertain');
  return failed === undefined ? undefined : { state: 'blocked', after_id: failed.id };
}

async function usableConnections(trx: Transaction<Schema>, candidates: Candidate[]): Promise<Set<string>> {
  if (candidates.length === 0) return new Set();
  const rows = await trx
    .selectFrom('connections')
    .select('id')
    .where('id', 'in', [...new Set(candidates.map(({ step }) => step.connectionId))])
    .where('removed_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/**
 * Candidates whose contact has sent something newer through the same step. What is still on its way counts: it goes out
 * before the replay. What may have arrived counts too. Where many events are about one record (a person), newer is what happened
 * later, as an import brings old things after new ones; elsewhere it is what came in later.
 */
async function outdatedOnes(trx: Transaction<Schema>, candidates: Candidate[], operationOf: OperationOf): Promise<Set<Candidate>> {
  const ofContacts = candidates.filter(({ event }) => event.contactKey !== null);
  if (ofContacts.length === 0) return new Set();
  const rows = valueRows(
    {
      position: 'bigint',
      connection_id: 'text',
      lane: 'text',
      flow_id: 'text',
      step_key: 'text',
      recurring: 'bigint',
      occurred_at: 'bigint',
      event_seq: 'bigint',
    },
    ofContacts.map(({ event, flow, step }, position) => ({
      position,
      connection_id: step.connectionId,
      lane: event.contactKey,
      flow_id: flow.flowId,
      step_key: step.key,
      recurring: operationOf(step)?.updates?.recurring === true ? 1 : 0,
      occurred_at: event.occurredAt,
      event_seq: event.seq,
    })),
  );
  const found = await sql<{ position: number }>`
    with wanted(position, connection_id, lane, flow_id, step_key, recurring, occurred_at, event_seq) as (${rows})
    select position from wanted where exists (
      select 1 from deliveries join events on events.id = deliveries.event_id
      where deliveries.connection_id = wanted.connection_id and deliveries.lane = wanted.lane
        and deliveries.state in ('succeeded', 'waiting', 'pending', 'leased', 'uncertain')
        and deliveries.flow_id = wanted.flow_id and deliveries.step_key = wanted.step_key
        and case when wanted.recurring = 1 then (events.occurred_at, events.seq) > (wanted.occurred_at, wanted.event_seq)
          else events.seq > wanted.event_seq end)`.execute(trx);
  return new Set(found.rows.map((row) => ofContacts[row.position] as Candidate));
}

/** What was replayed is history: it keeps its error, and asks for nobody. */
async function retireOld(trx: Transaction<Schema>, workspaceId: string, planned: Planned[], now: number): Promise<void> {
  const replaced = planned.flatMap(({ row, old }) => (old === undefined ? [] : [{ id: row.id, old }]));
  const attention = replaced.flatMap(({ old }) => (old.state === 'dead' || old.state === 'uncertain' ? [old] : []));
  if (attention.length > 0) {
    await trx
      .updateTable('deliveries')
      .set({ state: 'cancelled' })
      .where(
        'id',
        'in',
        attention.map((old) => old.id),
      )
      .execute();
  }
  for (const { id, old } of replaced) {
    await trx
      .updateTable('deliveries')
      .set({ after_id: id })
      .where('after_id', '=', old.id)
      .where('state', '=', sql.lit('blocked'))
      .execute();
  }
  await resolveDeliveryAlerts(trx, workspaceId, attention, now);
}
