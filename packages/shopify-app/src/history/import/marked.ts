import type { z } from 'zod';
import type { ImportMode } from '../../panel-api/resources.ts';
import type { RecordEvent } from '../../records/index.ts';

/** What the companion does with an event of the past: fill destinations quietly, only remember it, or take it as new. */
const MARKS = { records: { quiet: true }, remember: { silent: true }, live: {} } as const;

export function marked(event: RecordEvent, mode: z.infer<typeof ImportMode>): RecordEvent {
  return { ...event, envelope: { ...event.envelope, context: { ...event.envelope.context, ...MARKS[mode] } } };
}
