import type { Envelope } from '@handoff/shared/event';
import { sql } from 'kysely';
import type { Fetch } from '../destinations/kit/http.ts';
import { type Asking, awaitedServices, awaitsServices } from '../domain/screening/services/active.ts';
import { noteOutcome } from '../domain/screening/services/problem.ts';
import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';
import { askServices, type AskParts, type Question } from '../screening/services/ask.ts';
import type { Asked } from '../screening/services/asked.ts';
import type { ServiceFailure } from '../screening/services/call.ts';
import { createRest } from '../screening/services/rest.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { valueRows } from '../store/values.ts';
import { openBody } from './process.ts';

export interface AskerParts {
  store: Store;
  clock: Clock;
  keyring: Keyring;
  fetch: Fetch;
  logger: Logger;
}

/** Asks a workspace's outside services about events that wait for them; answers what is under way, if it began anything. */
export type Asker = (workspaceId: string) => Promise<{ done: Promise<void> } | undefined>;

const EVENTS_AT_ONCE = 100;
const CALLS_AT_ONCE = 20;
/** Longer than asking about all events of a turn may take; should this process end, another asks them anew. */
const LEASE_MS = 60_000;

/**
 * Outside services are asked before screening and outside its transaction: an event waits for their answers, other events of
 * the workspace do not. While it waits it is not due (`process_at`), so that two servers do not ask twice. The answers are
 * kept with the event.
 */
export function createAsker(parts: AskerParts): Asker {
  const asking = { fetch: parts.fetch, rest: createRest(parts.clock.now) };
  const underWay = new Set<string>();
  return async (workspaceId) => {
    if (underWay.has(workspaceId)) return undefined;
    const sources = await awaitedServices(parts.store.db, parts.keyring, workspaceId, parts.clock.now());
    if (sources.size === 0) return undefined;
    const events = await lease(parts, workspaceId, [...sources.keys()]);
    if (events.length === 0) return undefined;
    underWay.add(workspaceId);
    const done = askAll(parts, workspaceId, asking, sources, events)
      .catch((error: unknown) =>
        parts.logger.error(
          { workspace: workspaceId, error: String(error) },
          'outside spam filters could not be asked; they are asked again',
        ),
      )
      .finally(() => underWay.delete(workspaceId));
    return { done };
  };
}

type Waiting = Pick<Schema['events'], 'id' | 'source_id' | 'body'>;

/** Takes events that nobody was asked about yet, in order of receipt. */
async function lease({ store, clock }: AskerParts, workspaceId: string, sourceIds: string[]): Promise<Waiting[]> {
  const now = clock.now();
  const waiting = await store.db
    .selectFrom('events')
    .select('id')
    .where(awaitsServices(workspaceId, now))
    .where('source_id', 'in', sourceIds)
    .orderBy('seq')
    .limit(EVENTS_AT_ONCE)
    .execute();
  if (waiting.length === 0) return [];
  return store.db
    .updateTable('events')
    .set({ process_at: now + LEASE_MS })
    .where(
      'id',
      'in',
      waiting.map(({ id }) => id),
    )
    .where(awaitsServices(workspaceId, now))
    .returning(['id', 'source_id', 'body'])
    .execute();
}

async function askAll(
  parts: AskerParts,
  workspaceId: string,
  asking: Pick<AskParts, 'fetch' | 'rest'>,
  sources: ReadonlyMap<string, Asking>,
  events: readonly Waiting[],
): Promise<void> {
  const { store, clock } = parts;
  const outcomes = new Map<string, ServiceFailure | null>();
  // One answer shows that a service is well, whatever became of the other questions.
  const note = (id: string, failure: ServiceFailure | null) => void (outcomes.get(id) === null || outcomes.set(id, failure));
  const answers: { id: string; asked: string }[] = [];
  const queue = [...events];
  const work = async (): Promise<void> => {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const { screening: settings, services } = sources.get(event.source_id) as Asking;
      const asked = await ask({ ...asking, note }, event.body, { eventId: event.id, now: clock.now(), settings, services });
      answers.push({ id: event.id, asked: JSON.stringify(asked) });
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
  const now = clock.now();
  await sql`
    with answer(id, asked) as (${valueRows({ id: 'text', asked: 'text' }, answers)})
    update events set asked = answer.asked, process_at = ${now}
    from answer where events.id = answer.id and events.state = 'received'`.execute(store.db);
  for (const [sourceId, { services }] of sources) {
    for (const { id, service, problem } of services) {
      const outcome = outcomes.get(id);
      if (outcome === undefined || (outcome?.message ?? null) === problem) continue;
      await noteOutcome(store, { workspaceId, sourceId, id, service }, outcome, now);
    }
  }
}

/** An event that cannot be read is nobody's to ask about; processing says so. */
async function ask(parts: AskParts, body: string, question: Omit<Question, 'envelope'>): Promise<Asked> {
  let envelope: Envelope;
  try {
    envelope = openBody(body);
  } catch {
    return {};
  }
  return askServices(parts, { ...question, envelope });
}
