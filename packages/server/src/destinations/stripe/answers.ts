import { z } from 'zod';
import { DestinationFailure } from '../kit/index.ts';

export const ErrorAnswer = z.looseObject({
  error: z.looseObject({
    type: z.string().optional(),
    code: z.string().optional(),
    param: z.string().optional(),
    message: z.string().default(''),
  }),
});
export type StripeError = z.infer<typeof ErrorAnswer>['error'];

export const Customer = z.looseObject({ id: z.string(), email: z.string().nullish(), name: z.string().nullish() });
export type Customer = z.infer<typeof Customer>;

export const CustomerList = z.looseObject({ data: z.array(Customer), has_more: z.boolean().default(false) });

/** Reads an answer that arrived; a form we do not know may still mean that the call was carried out. */
export function parseAnswer<T>(schema: z.ZodType<T>, response: { json: unknown }): T {
  const parsed = schema.safeParse(response.json);
  if (parsed.success) return parsed.data;
  const message =
    'Stripe answered in a form this version of Handoff does not know, so it is not certain what was done. Look for an update of Handoff.';
  throw new DestinationFailure({ kind: 'unknown', code: 'unexpected_answer', message });
}
