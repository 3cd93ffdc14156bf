import type { Envelope } from '@handoff/shared/event';
import type { Insertable, Transaction } from 'kysely';
import { newId } from '../store/ids.ts';
import { enterLanes } from '../store/outbox/index.ts';
import type { Schema } from '../store/schema.ts';
import { insertRows } from '../store/values.ts';
import type { CompiledFlow, CompiledStep } from './flows.ts';
import { LEFT_OUT, leftOutOf, type Messages } from './messaging.ts';

export type NewDelivery = Insertable<Schema['deliveries']>;

export interface RoutedEvent {
  id: string;
  workspaceId: string;
  sourceId: string;
  contactKey: string | null;
  envelope: Envelope;
}

/**
 * One delivery per step of every flow the event starts, in the order of the steps. Lanes are entered later, and what shadows show is
 * filled in later. `messages` is asked for quiet events.
 */
export function planDeliveries(event: RoutedEvent, flows: CompiledFlow[], messages: Messages, now: number): NewDelivery[] {
  const leaveOut = leftOutOf(event.envelope, messages);
  return flows.filter((flow) => flow.matches(event.envelope, event.sourceId)).flatMap((flow) => planFlow(event, flow, leaveOut, now));
}

function planFlow(event: RoutedEvent, flow: CompiledFlow, leaveOut: Messages, now: number): NewDelivery[] {
  const planned = new Map<string, NewDelivery>();
  for (const step of flow.steps) {
    const parent = step.after === undefined ? undefined : planned.get(step.after);
    const unmet = !step.when(event.envelope);
    const left = !unmet && (leaveOut(step) || parent?.error === LEFT_OUT);
    const skipped = unmet || left || parent?.state === 'skipped';
    const state = skipped ? 'skipped' : flow.shadow ? 'shadow' : parent === undefined ? 'pending' : 'blocked';
    planned.set(step.key, {
      ...planStep(event, flow, step, now),
      state,
      after_id: parent?.id ?? null,
      ...(left ? { error: LEFT_OUT } : {}),
      ...(state === 'skipped' || state === 'shadow' ? { finished_at: now } : {}),
    });
  }
  return [...planned.values()];
}

/** The row every delivery of this step starts from. */
export function planStep(
  event: Pick<RoutedEvent, 'id' | 'workspaceId' | 'contactKey'>,
  flow: CompiledFlow,
  step: CompiledStep,
  now: number,
) {
  return {
    id: newId('dlv'),
    workspace_id: event.workspaceId,
    event_id: event.id,
    flow_id: flow.flowId,
    flow_version_id: flow.versionId,
    step_key: step.key,
    connection_id: step.connectionId,
    operation: step.operation,
    lane: event.contactKey ?? `event:${event.id}`,
    priority: 0,
    run_at: now,
    attempts: 0,
    idempotency_key: `${event.id}:${flow.flowId}:${step.key}`,
    created_at: now,
  };
}

/** The key of a replay that is to make a second record. */
export function newRecordKey(delivery: { id: string; idempotency_key: string }): string {
  return `${delivery.idempotency_key}:r${delivery.id}`;
}

/** Whether a replay is to make a second record, so that finding the first one must not stop it. */
export function makesNewRecord(delivery: { id: string; idempotency_key: string }): boolean {
  return delivery.idempotency_key.endsWith(`:r${delivery.id}`);
}

const ROWS_PER_INSERT = 1000;

/** Writes planned deliveries; those that may go out enter their lanes first, which gives each its place. */
export async function insertDeliveries(trx: Transaction<Schema>, planned: NewDelivery[]): Promise<void> {
  if (planned.length === 0) return;
  const ready = planned.filter((delivery) => delivery.state === 'pending');
  const states = await enterLanes(
    trx,
    ready.map((delivery) => ({ connectionId: delivery.connection_id, lane: delivery.lane })),
  );
  ready.forEach((delivery, index) => (delivery.state = states[index] as 'pending' | 'waiting'));
  const rows = planned.map((delivery) => ({
    ...delivery,
    after_id: delivery.after_id ?? null,
    payload: delivery.payload ?? null,
    error: delivery.error ?? null,
    replay_of: delivery.replay_of ?? null,
    finished_at: delivery.finished_at ?? null,
  }));
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await insertRows(trx, 'deliveries', rows.slice(start, start + ROWS_PER_INSERT)).execute();
  }
}
