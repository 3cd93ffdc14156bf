import type { Envelope } from '@handoff/shared/event';
import type { Transaction } from 'kysely';
import { DUPLICATE_WINDOW_MS, contentFingerprint } from '../identity/duplicate-window.ts';
import type { Schema } from '../store/schema.ts';
import { evenly, insertRows } from '../store/values.ts';

export interface Candidate {
  id: string;
  workspaceId: string;
  envelope: Envelope;
  /** How long its source takes the same content for a copy; 0: never. */
  windowMs: number;
}

/**
 * Finds events that say the same as an earlier one of the last minutes: a double click, a form sent twice.
 * Answers the first event's id for each duplicate. Orders and payments are never compared.
 * Runs under the workspace's lock, so two workers cannot both let a copy through.
 */
export async function findDuplicates(trx: Transaction<Schema>, key: Uint8Array, candidates: Candidate[]): Promise<Map<string, string>> {
  const fingerprints = new Map<string, string>();
  for (const candidate of candidates) {
    if (candidate.windowMs === 0) continue;
    const fingerprint = contentFingerprint(candidate.envelope, key);
    if (fingerprint !== undefined) fingerprints.set(candidate.id, fingerprint);
  }
  const workspaceId = candidates[0]?.workspaceId;
  if (fingerprints.size === 0 || workspaceId === undefined) return new Map();

  const known = await trx
    .selectFrom('duplicate_windows')
    .select(['fingerprint', 'event_id', 'expires_at'])
    .where('workspace_id', '=', workspaceId)
    .where('fingerprint', 'in', evenly([...new Set(fingerprints.values())]))
    .execute();
  const windows = new Map(known.map((row) => [row.fingerprint, { eventId: row.event_id, expiresAt: row.expires_at }]));
  const opened = new Map<string, { eventId: string; expiresAt: number }>();
  const duplicates = new Map<string, string>();
  for (const candidate of candidates) {
    const fingerprint = fingerprints.get(candidate.id);
    if (fingerprint === undefined) continue;
    const window = windows.get(fingerprint);
    if (window !== undefined && isWithin(window, candidate) && window.eventId !== candidate.id) {
      duplicates.set(candidate.id, window.eventId);
      continue;
    }
    // Says when it was sent, whatever the window of its source: a copy is judged by the window of its own.
    const next = { eventId: candidate.id, expiresAt: sentAt(candidate) + DUPLICATE_WINDOW_MS };
    // One processed late must not hide a newer window, whose copies may still come.
    if (window !== undefined && window.expiresAt > next.expiresAt) continue;
    windows.set(fingerprint, next);
    opened.set(fingerprint, next);
  }
  if (opened.size > 0) {
    const rows = [...opened].map(([fingerprint, window]) => ({
      workspace_id: workspaceId,
      fingerprint,
      event_id: window.eventId,
      expires_at: window.expiresAt,
    }));
    await insertRows(trx, 'duplicate_windows', rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'fingerprint']).doUpdateSet((set) => ({
          event_id: set.ref('excluded.event_id'),
          expires_at: set.ref('excluded.expires_at'),
        })),
      )
      .execute();
  }
  return duplicates;
}

/**
 * Windows are kept past their end, and events may be processed late and out of order. What counts is when both were sent: one may have
 * waited in its site's outbox, and after an outage what was sent days apart comes in at once.
 */
function isWithin({ expiresAt }: { expiresAt: number }, candidate: Candidate): boolean {
  return Math.abs(expiresAt - DUPLICATE_WINDOW_MS - sentAt(candidate)) < candidate.windowMs;
}

function sentAt({ envelope }: Candidate): number {
  return Date.parse(envelope.occurredAt);
}
