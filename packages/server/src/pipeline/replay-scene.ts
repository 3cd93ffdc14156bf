import type { Envelope } from '@handoff/shared/event';
import type { Transaction } from 'kysely';
import { erasedBecause } from '../domain/people/erased.ts';
import type { Reach } from '../domain/reach.ts';
import type { Engine } from '../store/engine.ts';
import type { DeliveryRow } from '../store/outbox/index.ts';
import type { DeliveryState, Schema } from '../store/schema.ts';
import { openBody } from './process.ts';

const SIBLING_COLUMNS = [
  'seq',
  'id',
  'event_id',
  'flow_id',
  'flow_version_id',
  'step_key',
  'connection_id',
  'state',
  'result',
  'idempotency_key',
  'replay_of',
] as const;

export type Sibling = Pick<DeliveryRow, (typeof SIBLING_COLUMNS)[number]>;

export interface SceneEvent {
  id: string;
  seq: number;
  /** Epoch milliseconds. */
  occurredAt: number;
  sourceId: string;
  contactKey: string | null;
  /** Why its contents are gone, so that there is nothing to send; undefined while they are here. */
  erased: string | undefined;
  /** Reads the stored envelope; undefined where this version cannot. */
  envelope: () => Envelope | undefined;
}

/** The events a replay is about, with every delivery they ever had in order of making. */
export interface Scene {
  events: Map<string, SceneEvent>;
  siblings: Sibling[];
}

/**
 * Looks at events and their deliveries, and locks the deliveries, so that none is settled while it is decided what
 * to make. Called under the workspace's lock, after it: what another replay made is then seen.
 */
export async function loadScene(trx: Transaction<Schema>, engine: Engine, reach: Reach, eventIds: string[]): Promise<Scene> {
  if (eventIds.length === 0) return { events: new Map(), siblings: [] };
  let query = trx
    .selectFrom('events')
    .select(['id', 'seq', 'occurred_at', 'source_id', 'contact_key', 'erased_at', 'erased_after_days', 'body'])
    .where('workspace_id', '=', reach.workspaceId)
    .where('id', 'in', [...new Set(eventIds)]);
  if (reach.sourceId !== undefined) query = query.where('source_id', '=', reach.sourceId);
  const rows = await query.execute();
  const events = rows.map(
    (row) =>
      [
        row.id,
        {
          id: row.id,
          seq: row.seq,
          occurredAt: row.occurred_at,
          sourceId: row.source_id,
          contactKey: row.contact_key,
          erased: row.erased_at === null ? undefined : erasedBecause(row),
          envelope: () => readBody(row.body),
        },
      ] as const,
  );
  const siblings = await trx
    .selectFrom('deliveries')
    .select(SIBLING_COLUMNS)
    .where('event_id', 'in', [...new Set(eventIds)])
    .where('workspace_id', '=', reach.workspaceId)
    .orderBy('seq')
    .$if(engine === 'postgres', (locked) => locked.forUpdate())
    .execute();
  return { events: new Map(events), siblings };
}

function readBody(body: string): Envelope | undefined {
  try {
    return openBody(body);
  } catch {
    return undefined;
  }
}

const OPEN: ReadonlySet<DeliveryState> = new Set(['blocked', 'waiting', 'pending', 'leased']);

/** On its way: waits, or is being sent. */
export function isOpen(sibling: Sibling): boolean {
  return OPEN.has(sibling.state);
}

/** Whether it was to be sent: what a shadow shows was not, nor what was skipped, but for one that newer data stood before. */
export function wasToBeSent({ state, result }: Sibling): boolean {
  return state !== 'shadow' && (state !== 'skipped' || result !== null);
}

/** Whether its record is there, for later steps to build on. */
export function isThere({ state, result }: Sibling): boolean {
  return state === 'succeeded' || (state === 'skipped' && result !== null);
}

/** Names one step of one flow for one event. */
export function slotOf(row: Pick<Sibling, 'event_id' | 'flow_id' | 'step_key'>): string {
  return `${row.event_id}:${row.flow_id}:${row.step_key}`;
}

/** The deliveries of each step of each flow for each event, oldest first. */
export function bySlot(siblings: Sibling[]): Map<string, Sibling[]> {
  return Map.groupBy(siblings, slotOf);
}
