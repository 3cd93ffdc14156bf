import { isKnownEventType } from '@handoff/shared/event';
import { type Selectable, type Transaction, sql } from 'kysely';
import { recordAudit } from '../domain/audit/record.ts';
import type { Reach } from '../domain/reach.ts';
import { AppError } from '../observe/app-error.ts';
import { waitForWorkspace } from '../store/lock.ts';
import type { Schema } from '../store/schema.ts';
import { liveFlows } from './flows.ts';
import { leftOutOf, type Messages, messagesBy } from './messaging.ts';
import { operationsOf } from './operations.ts';
import { type Candidate, renew } from './renew.ts';
import { auditReplay, type Replayed, type ReplayOptions, type ReplayParts } from './replay.ts';
import { chooseSteps, type Chosen } from './replay-choose.ts';
import { bySlot, isOpen, loadScene, type Scene, type SceneEvent, type Sibling, slotOf, wasToBeSent } from './replay-scene.ts';
import { type Skip, skip } from './replay-skips.ts';

type EventRow = Pick<Selectable<Schema['events']>, 'id' | 'type' | 'state' | 'verdict'>;

export interface ReplayedEvent extends Replayed {
  /** The event itself is processed (again); its deliveries follow from that. */
  processing: boolean;
}

/**
 * Does again what is missing of an event. With the pinned version that is what failed; with the current one, every
 * step of the published flows that has not succeeded. An event that was set aside is processed as a new one is.
 */
export async function replayEvent(parts: ReplayParts, reach: Reach, eventId: string, options: ReplayOptions): Promise<ReplayedEvent> {
  const answer = await parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    const now = parts.clock.now();
    const scene = await loadScene(trx, parts.store.engine, reach, [eventId]);
    const event = scene.events.get(eventId);
    if (event === undefined) {
      throw new AppError('not_found', 'There is no such event here. It may be older than what is kept, or belong to another site.');
    }
    if (event.erased !== undefined) {
      throw new AppError('conflict', `The personal data of this event ${event.erased}, so there is nothing to send.`);
    }
    const row = await trx
      .selectFrom('events')
      .select(['id', 'type', 'state', 'verdict'])
      .where('id', '=', eventId)
      .executeTakeFirstOrThrow();
    if (row.state !== 'processed') {
      await processAgain(trx, reach, row, now);
      return { deliveryIds: [], skipped: [], processing: true };
    }
    if (row.verdict !== 'accept' && row.verdict !== 'review') {
      throw new AppError('conflict', 'This event is kept back, so nothing of it was to be sent. Release it, and it goes on.');
    }
    const operationOf = await operationsOf(trx, reach.workspaceId, parts.destinations);
    const messages = messagesBy(operationOf);
    const chosen =
      options.version === 'pinned'
        ? await missingOfPinned(trx, reach, scene, options.asNew, messages)
        : await missingOfCurrent(trx, reach, scene, event, options.asNew, messages);
    const { made, skipped } = await renew(trx, reach.workspaceId, { ...scene, operationOf }, chosen.candidates, options, now);
    if (made.length > 0)
      await auditReplay(trx, reach, now, { action: 'event.replayed', entity: 'event', entityId: eventId }, options, made);
    return { deliveryIds: made.map(({ id }) => id), skipped: [...chosen.skipped, ...skipped], processing: false };
  });
  if (answer.processing || answer.deliveryIds.length > 0) parts.store.wake();
  return answer;
}

/** Parked, set aside as a revision, or waiting for its next try after a failure: to be processed now. */
async function processAgain(trx: Transaction<Schema>, { workspaceId, by }: Reach, event: EventRow, now: number): Promise<void> {
  if (event.state === 'parked' && !isKnownEventType(event.type)) {
    throw new AppError(
      'conflict',
      `This version of Handoff does not know “${event.type}” events. The event is kept; replay it after an update.`,
    );
  }
  await trx
    .updateTable('events')
    .set({ state: sql.lit('received'), process_at: now })
    .where('id', '=', event.id)
    .execute();
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'event.replayed',
    entity: 'event',
    entityId: event.id,
    before: { state: event.state },
    after: { state: 'received' },
  });
}

/** The latest delivery of each step that was to be sent, and why it is not sent again, if so. */
function missing(siblings: Sibling[], asNew: boolean): { olds: Sibling[]; skipped: Skip[] } {
  const olds: Sibling[] = [];
  const skipped: Skip[] = [];
  for (const slot of bySlot(siblings.filter(wasToBeSent)).values()) {
    const latest = slot.at(-1) as Sibling;
    const code = slot.some(isOpen) ? 'open' : !asNew && slot.some(({ state }) => state === 'succeeded') ? 'done' : undefined;
    if (code === undefined) olds.push(latest);
    else skipped.push(skip(latest.id, code));
  }
  return { olds, skipped };
}

async function missingOfPinned(trx: Transaction<Schema>, reach: Reach, scene: Scene, asNew: boolean, messages: Messages): Promise<Chosen> {
  const { olds, skipped } = missing(scene.siblings, asNew);
  const chosen = await chooseSteps(trx, reach.workspaceId, scene, olds, 'pinned', messages);
  return { candidates: chosen.candidates, skipped: [...skipped, ...chosen.skipped] };
}

/** Every step of the published flows for this event, less what has succeeded or is on its way. */
async function missingOfCurrent(
  trx: Transaction<Schema>,
  reach: Reach,
  scene: Scene,
  event: SceneEvent,
  asNew: boolean,
  messages: Messages,
): Promise<Chosen> {
  const { olds, skipped } = missing(scene.siblings, asNew);
  const chosen = await chooseSteps(trx, reach.workspaceId, scene, olds, 'current', messages);
  const had = new Set(scene.siblings.filter(wasToBeSent).map(slotOf));
  const envelope = event.envelope();
  if (envelope === undefined) return { candidates: [], skipped: [...skipped, ...chosen.skipped] };
  const leaveOut = leftOutOf(envelope, messages);
  const fresh: Candidate[] = [];
  for (const flow of await liveFlows(trx, reach.workspaceId)) {
    if (flow.shadow || !flow.matches(envelope, event.sourceId)) continue;
    const left = new Set<string>();
    for (const step of flow.steps) {
      // A step after one that is left out has nothing to build on.
      if ((step.after !== undefined && left.has(step.after)) || !step.when(envelope) || leaveOut(step)) left.add(step.key);
      else if (!had.has(slotOf({ event_id: event.id, flow_id: flow.flowId, step_key: step.key })))
        fresh.push({ event, flow, step, old: undefined });
    }
  }
  return { candidates: [...chosen.candidates, ...fresh], skipped: [...skipped, ...chosen.skipped] };
}
