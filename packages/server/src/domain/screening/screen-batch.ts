import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Envelope, isScreenedEventType, parseEnvelope } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import { sightingKeys } from '../../screening/facts/keys.ts';
import { screen } from '../../screening/screen.ts';
import type { Facts, ScreeningSettings, Thresholds } from '../../screening/types.ts';
import { SourceSettings } from '../../sources/settings.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import type { ServerKeys } from '../server/keys.ts';
import { findSource } from '../source/find.ts';
import type { Learner } from './learner.ts';
import { proveUnkept } from './prove.ts';
import { readSightings } from './sightings.ts';

export interface ScreenBatchParts {
  store: Store;
  clock: { now: () => number };
  serverKeys: Pick<ServerKeys, 'fingerprintKey'>;
  learner: Learner;
}

export interface Batch {
  sourceId?: string | undefined;
  items: unknown[];
  thresholds?: Thresholds | undefined;
}

const ITEMS_PER_TURN = 50;

/** Screens texts or envelopes as a source's messages, in their order, and stores nothing. */
export async function screenBatch(parts: ScreenBatchParts, reach: Reach, batch: Batch) {
  const { workspaceId } = reach;
  const { fingerprintKey } = parts.serverKeys;
  const source = await findSource(parts.store.db, reach, batch.sourceId ?? reach.sourceId ?? (await mostTaught(parts.store, workspaceId)));
  const { screening } = SourceSettings.parse(JSON.parse(source.settings));
  const thresholds = batch.thresholds ?? screening.thresholds;
  // What would be is asked for, also where the source only watches.
  const settings: ScreeningSettings = { ...screening, thresholds, observe: false };
  const { model, scripts } = await parts.learner.upToDate(workspaceId, source.id);
  const now = parts.clock.now();
  const items = batch.items.map((item, index) => readItem(item, index, now));
  const events = items.map((item, index) => {
    if ('error' in item || !isScreenedEventType(item.envelope.type)) return undefined;
    const { envelope, isText } = item;
    const keys = sightingKeys(fingerprintKey, workspaceId, envelope);
    return { id: String(index), sourceId: source.id, envelope, isText, settings, asked: {}, keys, at: Date.parse(envelope.occurredAt) };
  });
  const typed = events.filter((event) => event !== undefined);
  const sightings = await readSightings(parts.store.db, workspaceId, typed);
  // A text has no form that could have asked for anything.
  const sent = typed.filter(({ isText }) => !isText);
  const proofs = await proveUnkept(parts.store.db, fingerprintKey, workspaceId, sent);
  const results = [];
  for (const [index, item] of items.entries()) {
    if (index % ITEMS_PER_TURN === 0) await nextTurn();
    if ('error' in item) {
      results.push({ index, verdict: null, score: null, reasons: [], error: item.error });
      continue;
    }
    const event = events[index];
    const facts: Facts = { genuineScripts: scripts };
    if (event !== undefined) {
      Object.assign(facts, sightings.facts(event.keys, event.at), proofs.get(event.id));
      sightings.note(event.id, event.keys, event.at);
    }
    const { verdict, score, findings } = screen({ envelope: item.envelope, now, settings, content: model, facts });
    results.push({ index, verdict, score, reasons: findings });
  }
  return { sourceId: source.id, observe: screening.observe, thresholds, results };
}

/** The source that has taught most, else the only one. */
async function mostTaught({ db }: Store, workspaceId: string): Promise<string> {
  const taught = await db
    .selectFrom('screening_examples')
    .select(['source_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('source_id')
    .orderBy('count', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (taught !== undefined) return taught.source_id;
  const sources = await db.selectFrom('sources').select('id').where('workspace_id', '=', workspaceId).limit(2).execute();
  const only = sources[0];
  if (only !== undefined && sources.length === 1) return only.id;
  throw new AppError(
    'invalid',
    'Say as which source to screen (`sourceId`): this workspace has none or several, and none has taught anything yet.',
  );
}

function readItem(item: unknown, index: number, now: number): { envelope: Envelope; isText: boolean } | { error: string } {
  const text = typeof item === 'string' ? item : isObject(item) && typeof item['text'] === 'string' ? item['text'] : undefined;
  const given = text === undefined ? (isObject(item) ? item['envelope'] : undefined) : { data: { fields: { message: text } } };
  if (!isObject(given)) return { error: 'An item is a text, { "text": … } or { "envelope": … }.' };
  const name = `screened-${index}`;
  const parsed = parseEnvelope({
    id: name,
    idempotencyKey: name,
    type: 'form.submitted',
    occurredAt: new Date(now).toISOString(),
    data: {},
    ...given,
  });
  if (parsed.ok) return { envelope: parsed.envelope, isText: text !== undefined };
  return { error: `The envelope cannot be read: ${parsed.problems.map(({ path, message }) => `${path} ${message}`).join('; ')}` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
