import type { z } from 'zod';
import type { Settings } from './settings.ts';
import { type CallContext, DestinationFailure, type VendorRequest } from '../kit/types.ts';
import { answerReader } from '../kit/answers.ts';

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

export const parseAnswer = answerReader('HubSpot');
