import { z } from 'zod';

/** Stable codes of every error the server answers. Texts may change, codes do not. */
export const ERROR_CODES = {
  signature_missing: { status: 401, title: 'The request is not signed.' },
  signature_malformed: { status: 401, title: 'The signature headers cannot be read.' },
  signature_invalid: { status: 401, title: 'The signature does not match.' },
  clock_skew: { status: 401, title: 'The sender’s clock is off.' },
  source_unknown: { status: 401, title: 'This source is not known here.' },
  source_revoked: { status: 401, title: 'This source was disconnected.' },
  token_missing: { status: 401, title: 'No token was sent.' },
  token_invalid: { status: 401, title: 'The token is not valid, or no longer.' },
  code_invalid: { status: 401, title: 'The connection code is not valid, or no longer.' },
  forbidden: { status: 403, title: 'This token may not do that.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  conflict: { status: 409, title: 'That does not go together with what is there.' },
  body_too_large: { status: 413, title: 'The body is too large.' },
  not_json: { status: 422, title: 'The body is not JSON in UTF-8.' },
  too_deep: { status: 422, title: 'The body is nested too deeply.' },
  batch_too_large: { status: 422, title: 'Too many events in one request.' },
  invalid: { status: 422, title: 'Something in the request is not right.' },
  rate_limited: { status: 429, title: 'Too many requests; wait and send again.' },
  destination_failed: { status: 502, title: 'The other system refused or did not answer.' },
  unavailable: { status: 503, title: 'The server cannot keep anything right now; send again later.' },
  internal: { status: 500, title: 'The server made a mistake.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const ProblemSchema = z.object({ path: z.string(), message: z.string() }).meta({ id: 'Problem' });

/** Every error answer: what happened, where, and what to do. */
export const ApiErrorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      problems: z.array(ProblemSchema).optional(),
      /** ISO time of the server, with `clock_skew`. */
      serverTime: z.string().optional(),
      /** With 429 and 503, also in the Retry-After header. */
      retryAfterSeconds: z.number().optional(),
    }),
  })
  .meta({ id: 'ApiError' });
export type ApiErrorBody = z.infer<typeof ApiErrorBody>;
