import type { RecordEvent } from '../records/index.ts';

/** Whether it happened before the shop was connected. Such events are an import's to bring. */
export function isPast({ envelope }: RecordEvent, pairedAt: number): boolean {
  return Date.parse(envelope.occurredAt) < pairedAt;
}
