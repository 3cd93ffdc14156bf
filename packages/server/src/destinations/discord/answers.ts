import { z } from 'zod';

// What Discord answers, as far as it is read.

export const Webhook = z.looseObject({ id: z.string(), name: z.string().nullish() });

export const Message = z.looseObject({
  id: z.string().min(1),
  channel_id: z.string().optional(),
  embeds: z.array(z.looseObject({ description: z.string().optional() })).optional(),
});

/** `code` is Discord's own; `errors` nests by the names of the fields, each ending in `_errors`. */
export const ApiError = z.looseObject({
  code: z.number().optional(),
  message: z.string().optional(),
  errors: z.unknown().optional(),
  /** Seconds, with 429. */
  retry_after: z.number().min(0).optional(),
});
