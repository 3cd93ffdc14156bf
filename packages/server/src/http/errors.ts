import { ERROR_CODES, type ErrorCode } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, errorWords } from '../observe/app-error.ts';
import type { Logger } from '../observe/logger.ts';
import { isStoreFault } from '../store/faults.ts';
import { askedLanguage } from './language.ts';

/** Answers any error in the one shape. What is not ours is a 500 (or a 503 where the store is at fault) without details. */
export function answerError(c: Context, error: unknown, logger: Logger, now: number): Response {
  const known = error instanceof AppError ? error : storeFault(error);
  if (known === undefined) {
    logger.error({ path: loggedPath(c), error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'request failed');
    return body(c, 'internal', 'The server made a mistake. It was logged; please try again.', {});
  }
  if (known.code === 'unavailable') logger.error({ path: loggedPath(c), error: known.message }, 'the store cannot be used');
  return body(c, known.code, errorWords(known, askedLanguage(c) ?? 'en'), {
    ...(known.problems === undefined ? {} : { problems: known.problems }),
    ...(known.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: known.retryAfterSeconds }),
    ...(known.code === 'clock_skew' ? { serverTime: new Date(now).toISOString() } : {}),
  });
}

/** A secret hook address is a password: only what stands before the secret is logged. */
function loggedPath(c: Context): string {
  return c.req.path.replace(/^(\/v1\/hooks\/[^/]+\/|\/console\/sign-in\/link\/).+$/, '$1…');
}

interface Extras {
  problems?: Problem[];
  retryAfterSeconds?: number;
  serverTime?: string;
}

function body(c: Context, code: ErrorCode, message: string, extras: Extras): Response {
  if (extras.retryAfterSeconds !== undefined) c.header('retry-after', String(extras.retryAfterSeconds));
  return c.json({ error: { code, message, ...extras } }, ERROR_CODES[code].status as ContentfulStatusCode);
}

/** Disk full, database down, too many connections: nothing was accepted, so the sender keeps its events and comes back. */
function storeFault(error: unknown): AppError | undefined {
  if (!isStoreFault(error)) return undefined;
  return new AppError(
    'unavailable',
    'The server cannot reach its database right now. Nothing was accepted; keep the events and send them again.',
    {
      retryAfterSeconds: 10,
      cause: error,
    },
  );
}
