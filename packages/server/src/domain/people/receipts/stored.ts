import type { PersonReceipt } from '@handoff/shared/api';
import type { HeldRecord } from '../held.ts';

export type Counts = PersonReceipt['counts'];

/** What a destination held, as a receipt keeps it. `stays`: nobody wants it erased there. */
export interface StoredRecord extends Omit<HeldRecord, 'erasure'> {
  erasure: HeldRecord['erasure'] | 'stays';
  doneAt?: number;
  doneBy?: string;
}

/** In place of what a person was looked for by, where all of a source went. */
export const WHOLE_SOURCE = 'source';

export const NO_COUNTS: Counts = { events: 0, deliveries: 0, attempts: 0, cancelled: 0, records: 0, screening: 0, alerts: 0, shops: 0 };

export function addCounts(a: Counts, b: Partial<Counts>): Counts {
  return Object.fromEntries(Object.entries(a).map(([name, count]) => [name, count + (b[name as keyof Counts] ?? 0)])) as Counts;
}

/** Adds records that are not there yet. A record several deliveries went to is one. */
export function addRecords(known: StoredRecord[], fresh: readonly StoredRecord[]): StoredRecord[] {
  const keyOf = ({ connectionId, recordId, certain }: StoredRecord) => `${connectionId} ${certain} ${recordId ?? ''}`;
  const byKey = new Map(known.map((record) => [keyOf(record), record]));
  for (const record of fresh) if (!byKey.has(keyOf(record))) byKey.set(keyOf(record), record);
  return [...byKey.values()];
}

export function waitsForHand(record: StoredRecord): boolean {
  return record.erasure === 'by_hand' && record.doneAt === undefined;
}
