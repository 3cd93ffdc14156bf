import type { z } from 'zod';
import type { Settings } from './settings.ts';
import { type CallContext, DestinationFailure, type VendorRequest } from '../kit/types.ts';

/** Reads something HubSpot may not have; undefined where it says so. */
export async function readIfThere<T>(
  ctx: CallContext<Settings>,
  path: string,
  query: NonNullable<VendorRequest['query']>,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    const response = await ctx.call({ method: 'GET', path, query });
    return parseAnswer(schema, response);
  } catch (error) {
    if (error instanceof DestinationFailure && error.response?.status === 404 && error.response.json !== undefined) return undefined;
    throw error;
  }
}

/** Reads an answer that arrived; a form we do not know may still mean that the call was carried out. */
export function parseAnswer<T>(schema: z.ZodType<T>, response: { json: unknown }): T {
  const parsed = schema.safeParse(response.json);
  if (parsed.success) return parsed.data;
  const message =
    'HubSpot answered in a form this version of Handoff does not know, so it is not certain what was done. Look for an update of Handoff.';
  throw new DestinationFailure({ kind: 'unknown', code: 'unexpected_answer', message });
}
