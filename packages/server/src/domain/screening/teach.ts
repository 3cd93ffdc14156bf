import { type Envelope, isScreenedEventType, parseEnvelope } from '@handoff/shared/event';
import { type Selectable, type Transaction, sql } from 'kysely';
import { addressKey, emailKey } from '../../screening/facts/keys.ts';
import { featuresOf, textsOf } from '../../screening/content/message.ts';
import { scriptOf } from '../../screening/content/script.ts';
import { writeFeatures } from '../../screening/content/serial.ts';
import type { Schema } from '../../store/schema.ts';
import { noteCorrections, takeBackCorrections } from './services/corrections.ts';

/** What a person said of one event. */
interface Lesson {
  eventId: string;
  sourceId: string;
  envelope: Envelope;
  spam: boolean;
}

const ROWS_PER_INSERT = 100;

/**
 * Remembers what was said of events as examples to learn from: hashes of what they say, without who says it. The last word
 * counts. Only what strangers type teaches; tests and orders do not. The model itself is learned when it is next asked for.
 */
async function teach(trx: Transaction<Schema>, key: Uint8Array, workspaceId: string, lessons: Lesson[], now: number): Promise<void> {
  const fit = lessons.filter(({ envelope }) => isScreenedEventType(envelope.type) && envelope.context?.test !== true);
  if (fit.length === 0) return;
  const ids = fit.map(({ eventId }) => eventId);
  await trx.deleteFrom('screening_sightings').where('event_id', 'in', ids).where('kind', '=', 'good').execute();
  for (let start = 0; start < fit.length; start += ROWS_PER_INSERT) {
    const part = fit.slice(start, start + ROWS_PER_INSERT);
    const rows = part.map(({ eventId, sourceId, envelope, spam }) => ({
      workspace_id: workspaceId,
      source_id: sourceId,
      event_id: eventId,
      spam: spam ? 1 : 0,
      script: scriptOf(textsOf(envelope)) ?? null,
      features: writeFeatures(featuresOf(envelope)),
      added_at: now,
    }));
    await trx
      .insertInto('screening_examples')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('event_id').doUpdateSet((eb) => ({ spam: eb.ref('excluded.spam'), added_at: eb.ref('excluded.added_at') })),
      )
      .execute();
    const good = part.flatMap(({ eventId, envelope, spam }) => {
      const email = spam ? undefined : emailKey(key, workspaceId, envelope);
      return email === undefined
        ? []
        : [{ workspace_id: workspaceId, kind: 'good' as const, key: email, event_id: eventId, sender: null, at: now }];
    });
    if (good.length > 0) await trx.insertInto('screening_sightings').values(good).execute();
  }
  for (const sourceId of new Set(fit.map((lesson) => lesson.sourceId))) await noteChange(trx, workspaceId, sourceId);
}

type Stored = Pick<Selectable<Schema['events']>, 'id' | 'source_id' | 'body' | 'asked' | 'erased_at'>;

/** Teaches what stored events are, us and the outside service that thought otherwise. Those erased, or that cannot be read, teach nothing. */
export async function teachEvents(
  trx: Transaction<Schema>,
  key: Uint8Array,
  workspaceId: string,
  events: readonly Stored[],
  as: 'spam' | 'genuine',
  now: number,
): Promise<void> {
  const lessons = events
    .filter((event) => event.erased_at === null)
    .flatMap((event): Lesson[] => {
      const envelope = readBody(event.body);
      return envelope === undefined ? [] : [{ eventId: event.id, sourceId: event.source_id, envelope, spam: as === 'spam' }];
    });
  await teach(trx, key, workspaceId, lessons, now);
  await noteCorrections(trx, workspaceId, events, as, now);
}

/** Undefined where a stored body is no event that can be read. */
function readBody(body: string): Envelope | undefined {
  try {
    const parsed = parseEnvelope(JSON.parse(body));
    return parsed.ok ? parsed.envelope : undefined;
  } catch {
    return undefined;
  }
}

/** The source's model does not know all its examples any more. Also a lock: whoever changes them does so one at a time. */
export async function noteChange(trx: Transaction<Schema>, workspaceId: string, sourceId: string): Promise<void> {
  await trx
    .insertInto('screening_models')
    .values({ workspace_id: workspaceId, source_id: sourceId, generation: 1, learned: 0, learned_at: null, model: null })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'source_id']).doUpdateSet({ generation: sql<number>`screening_models.generation + 1` }),
    )
    .execute();
}

/** Takes back what was said of events: they are no examples any more, and what Akismet was told is put right. */
export async function unteachEvents(
  trx: Transaction<Schema>,
  workspaceId: string,
  events: readonly Omit<Stored, 'body'>[],
  now: number,
): Promise<void> {
  if (events.length === 0) return;
  const ids = events.map(({ id }) => id);
  const untaught = await trx
    .deleteFrom('screening_examples')
    .where('workspace_id', '=', workspaceId)
    .where('event_id', 'in', ids)
    .returning('source_id')
    .execute();
  await trx
    .deleteFrom('screening_sightings')
    .where('workspace_id', '=', workspaceId)
    .where('event_id', 'in', ids)
    .where('kind', '=', 'good')
    .execute();
  await takeBackCorrections(trx, workspaceId, events, now);
  for (const sourceId of new Set(untaught.map((row) => row.source_id))) await noteChange(trx, workspaceId, sourceId);
}

/** Forgets what erased events taught and when they came; their sources learn anew without them. Answers how many rows that were. */
export async function forgetEvents(trx: Transaction<Schema>, workspaceId: string, eventIds: string[]): Promise<number> {
  const forgotten = await trx
    .deleteFrom('screening_examples')
    .where('workspace_id', '=', workspaceId)
    .where('event_id', 'in', eventIds)
    .returning('source_id')
    .execute();
  const seen = await trx
    .deleteFrom('screening_sightings')
    .where('workspace_id', '=', workspaceId)
    .where('event_id', 'in', eventIds)
    .executeTakeFirst();
  await trx.deleteFrom('screening_corrections').where('workspace_id', '=', workspaceId).where('event_id', 'in', eventIds).execute();
  for (const sourceId of new Set(forgotten.map((row) => row.source_id))) await noteChange(trx, workspaceId, sourceId);
  return forgotten.length + Number(seen.numDeletedRows);
}

/** Forgets when this address was seen, and that it was found genuine, also where its events are gone by age. Answers how many rows that were. */
export async function forgetSender(
  trx: Transaction<Schema>,
  key: Uint8Array,
  workspaceId: string,
  email: string | undefined,
): Promise<number> {
  const fingerprint = addressKey(key, workspaceId, email);
  if (fingerprint === undefined) return 0;
  const seen = await trx
    .deleteFrom('screening_sightings')
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', fingerprint)
    .executeTakeFirst();
  return Number(seen.numDeletedRows);
}
