import type { Envelope } from '@handoff/shared/event';
import { type Selectable, type Transaction, sql } from 'kysely';
import type { DestinationDefinition } from '../destinations/kit/types.ts';
import { recordAudit } from '../domain/audit/record.ts';
import { type Heard, heardOf } from '../domain/identity/heard.ts';
import { identify } from '../domain/identity/identify.ts';
import { erasedBecause } from '../domain/people/erased.ts';
import { personOf, type Reach } from '../domain/reach.ts';
import { teachEvents } from '../domain/screening/teach.ts';
import type { ServerKeys } from '../domain/server/keys.ts';
import type { Finding } from '../screening/types.ts';
import { SourceSettings } from '../sources/settings.ts';
import { waitForWorkspace } from '../store/lock.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type CompiledFlow, liveFlows } from './flows.ts';
import { type Messages, messagingSteps } from './messaging.ts';
import { openBody } from './process.ts';
import { insertDeliveries, type NewDelivery, planDeliveries, type RoutedEvent } from './route.ts';
import { fillShadows } from './shadows.ts';

export interface ReleaseParts {
  store: Store;
  clock: { now: () => number };
  destinations: Record<string, DestinationDefinition>;
  /** Keys what screening remembers of senders found genuine. */
  serverKeys: Pick<ServerKeys, 'fingerprintKey'>;
}

export interface Released {
  released: number;
  skipped: { eventId: string; reason: string }[];
}

const KEPT_EVENT = [
  'id',
  'source_id',
  'received_at',
  'state',
  'verdict',
  'reasons',
  'contact_key',
  'body',
  'asked',
  'erased_at',
  'erased_after_days',
] as const;
type KeptEvent = Pick<Selectable<Schema['events']>, (typeof KEPT_EVENT)[number]>;

/**
 * Lets kept-back events go on, as if screening had accepted them. Verdict and deliveries are written together under
 * the workspace's lock, and only where the event still is kept back: two people who click at once push it once.
 * Screening learns that they are genuine, also those that had gone on already. Whom the released are about is known from then on.
 */
export async function releaseEvents(parts: ReleaseParts, reach: Reach, eventIds: string[]): Promise<Released> {
  const answer = await parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    const now = parts.clock.now();
    const events = await namedEvents(trx, reach, eventIds);
    const flows = await liveFlows(trx, reach.workspaceId);
    const messages = await messagingSteps(trx, reach.workspaceId, parts.destinations);
    const known = new Set(events.map((event) => event.id));
    const skipped = [...new Set(eventIds)]
      .filter((eventId) => !known.has(eventId))
      .map((eventId) => ({ eventId, reason: 'There is no such event here. It may be older than what is kept.' }));
    const planned: NewDelivery[] = [];
    const routed: RoutedEvent[] = [];
    const heard: Heard[] = [];
    const countries = await sourceCountries(trx, reach.workspaceId);
    let released = 0;
    for (const event of events) {
      const plan = planRelease(event, reach.workspaceId, flows, messages, now);
      if ('reason' in plan) {
        skipped.push({ eventId: event.id, reason: plan.reason });
        continue;
      }
      await writeRelease(trx, event, reach, now);
      planned.push(...plan.deliveries);
      routed.push(plan.event);
      const said = hear(event, plan.event.envelope, countries);
      if (said !== undefined) heard.push(said);
      released += 1;
    }
    await identify(trx, reach.workspaceId, heard, now);
    await fillShadows(trx, reach.workspaceId, routed, flows, planned);
    await insertDeliveries(trx, planned);
    await teachEvents(trx, parts.serverKeys.fingerprintKey, reach.workspaceId, events, 'genuine', now);
    await takeBackMarks(trx, events);
    return { released, skipped };
  });
  if (answer.released > 0) parts.store.wake();
  return answer;
}

/** In order of receipt, so that events of one contact enter their lanes in that order. */
async function namedEvents(trx: Transaction<Schema>, { workspaceId, sourceId }: Reach, eventIds: string[]): Promise<KeptEvent[]> {
  let named = trx
    .selectFrom('events')
    .select(KEPT_EVENT)
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...new Set(eventIds)])
    .orderBy('seq');
  if (sourceId !== undefined) named = named.where('source_id', '=', sourceId);
  return named.execute();
}

function planRelease(
  event: KeptEvent,
  workspaceId: string,
  flows: CompiledFlow[],
  messages: Messages,
  now: number,
): { deliveries: NewDelivery[]; event: RoutedEvent } | { reason: string } {
  if (event.erased_at !== null) return { reason: `Its personal data ${erasedBecause(event)}, so there is nothing to send.` };
  if (event.state === 'received') return { reason: 'It is not screened yet; it goes on by itself.' };
  if (event.state !== 'processed') return { reason: 'It was set aside, not kept back. Replay it to process it.' };
  if (event.verdict === 'accept' || event.verdict === 'review') return { reason: 'It is not kept back: it went on already.' };
  const { id, source_id: sourceId, contact_key: contactKey } = event;
  try {
    const routed = { id, workspaceId, sourceId, contactKey, envelope: openBody(event.body) };
    return { deliveries: planDeliveries(routed, flows, messages, now), event: routed };
  } catch (error) {
    return { reason: `It cannot be sent on: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The country each source reads phone numbers for, where its settings say one. */
async function sourceCountries(trx: Transaction<Schema>, workspaceId: string): Promise<Map<string, string | undefined>> {
  const rows = await trx.selectFrom('sources').select(['id', 'settings']).where('workspace_id', '=', workspaceId).execute();
  return new Map(rows.map((row) => [row.id, SourceSettings.parse(JSON.parse(row.settings)).country]));
}

/** What a released event says of its person. Tests name nobody, released or not. */
function hear(event: KeptEvent, envelope: Envelope, countries: ReadonlyMap<string, string | undefined>): Heard | undefined {
  if (envelope.context?.test === true) return undefined;
  const { id, source_id: sourceId, received_at: receivedAt } = event;
  return heardOf({ id, sourceId, receivedAt, envelope, country: countries.get(sourceId) });
}

/** The last word counts: who lets a message go says that it is no spam. */
async function takeBackMarks(trx: Transaction<Schema>, events: readonly KeptEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx
    .updateTable('events')
    .set({ marked: null })
    .where(
      'id',
      'in',
      events.map(({ id }) => id),
    )
    .where('marked', '=', 'spam')
    .execute();
}

async function writeRelease(trx: Transaction<Schema>, event: KeptEvent, reach: Reach, now: number): Promise<void> {
  const before = JSON.parse(event.reasons ?? '[]') as Finding[];
  const { workspaceId, by } = reach;
  const released: Finding = { rule: 'released', weight: 0, evidence: `Released by ${personOf(reach)}.` };
  await trx
    .updateTable('events')
    .set({ verdict: sql.lit('accept'), reasons: JSON.stringify([...before, released]) })
    .where('id', '=', event.id)
    .execute();
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'event.released',
    entity: 'event',
    entityId: event.id,
    before: { verdict: event.verdict },
    after: { verdict: 'accept' },
  });
}
