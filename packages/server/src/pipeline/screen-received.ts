import { type Envelope, isScreenedEventType } from '@handoff/shared/event';
import type { Transaction } from 'kysely';
import type { Taught } from '../domain/screening/learner.ts';
import { readSightings, writeSightings } from '../domain/screening/sightings.ts';
import { proveOnce } from '../domain/screening/prove.ts';
import { sightingKeys } from '../screening/facts/keys.ts';
import type { Asked } from '../screening/services/asked.ts';
import { screen } from '../screening/screen.ts';
import { learnedContent } from '../screening/rules/learned-content.ts';
import type { Facts, ScreenResult, ScreeningSettings } from '../screening/types.ts';
import type { Schema } from '../store/schema.ts';

export interface Received {
  id: string;
  sourceId: string;
  envelope: Envelope;
  settings: ScreeningSettings;
  /** What outside services said of it. */
  asked: Asked;
}

/** Screens events in order of receipt, each with what was seen before it, and notes them for those that follow. */
export async function screenReceived(
  trx: Transaction<Schema>,
  key: Uint8Array,
  workspaceId: string,
  events: readonly Received[],
  taught: Map<string, Taught>,
  now: number,
): Promise<ScreenResult[]> {
  const typed = events
    .filter(({ envelope }) => isScreenedEventType(envelope.type))
    .map((event) => ({ ...event, keys: sightingKeys(key, workspaceId, event.envelope), at: Date.parse(event.envelope.occurredAt) }));
  const sightings = await readSightings(trx, workspaceId, typed);
  const proofs = await proveOnce(trx, key, workspaceId, typed, now);
  const byId = new Map(typed.map((event) => [event.id, event]));
  const results = events.map(({ id, sourceId, envelope, settings }) => {
    const event = byId.get(id);
    const known = taught.get(sourceId);
    if (event === undefined) return screen({ envelope, now, settings });
    const { failed = [], ...proof } = proofs.get(id) ?? {};
    const facts: Facts = {
      ...sightings.facts(event.keys, event.at),
      ...proof,
      genuineScripts: known?.scripts ?? {},
      failed: known?.failed === true ? [...failed, learnedContent.title] : failed,
    };
    sightings.note(id, event.keys, event.at);
    return screen({ envelope, now, settings, content: known?.model, facts });
  });
  await writeSightings(trx, workspaceId, sightings.noted);
  return results;
}
