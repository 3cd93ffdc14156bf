import type { z } from 'zod';
import { DestinationFailure } from './types.ts';

/** Reads a vendor's answers that arrived; a form we do not know may still mean that the call was carried out. */
export function answerReader(service: string) {
  return <T>(schema: z.ZodType<T>, response: { json: unknown }): T => {
    const parsed = schema.safeParse(response.json);
    if (parsed.success) return parsed.data;
    const message = `${service} answered in a form this version of Handoff does not know, so it is not certain what was done. Look for an update of Handoff.`;
    throw new DestinationFailure({ kind: 'unknown', code: 'unexpected_answer', message });
  };
}
