import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { DestinationFailure, type CallContext, type VendorResponse } from '../kit/index.ts';

/** Ids that stay when an item is moved; times in UTC and texts as text, so that they can be compared with what was sent. */
export const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"';

/** Reads an answer that arrived; a form we do not know may still mean that the call was carried out. */
export function parseAnswer<T>(schema: z.ZodType<T>, response: VendorResponse): T {
  const parsed = schema.safeParse(response.json);
  if (parsed.success) return parsed.data;
  throw new DestinationFailure({
    kind: 'unknown',
    code: 'unexpected_answer',
    message: 'Something other than Microsoft 365 seems to have answered, so it is not certain what was done.',
  });
}

/** The same for every try of one delivery; as long as a GUID, in its form. */
export function deliveryKey(ctx: Pick<CallContext, 'idempotencyKey'>): string {
  const digest = createHash('sha256').update(ctx.idempotencyKey).digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20), digest.slice(20, 32)].join('-');
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof DestinationFailure ? error.response?.status : undefined;
}

/** A text inside an OData filter. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** What to tell of a value that came back changed. */
export const OTHERWISE = 'Microsoft 365 keeps another value here than was sent.';

/** What a person reads is the same, whatever became of blanks and line ends. */
export function isSameText(a: string, b: string): boolean {
  const fold = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  return fold(a) === fold(b);
}
