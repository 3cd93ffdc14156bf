import type { RecordEvent } from '../records/index.ts';

/** Whether it happened before the shop was connected. Such events are an import's to bring. */
export function isPast({ envelope }: RecordEvent, pairedAt: number): boolean {
  return Date.parse(envelope.occurredAt) < pairedAt;
}

/** An opt-out counts from when we hear of it, whatever the date on it. */
export function isOptOut({ envelope }: RecordEvent): boolean {
  return envelope.consent?.some(({ state }) => state === 'unsubscribed') === true;
}
