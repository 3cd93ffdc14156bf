import type { ErrorCode } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';

/** An error with a stable code and words that say what to do; http answers it, the command line prints it. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly problems: Problem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ErrorCode, message: string, more: { problems?: Problem[]; retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.code = code;
    this.problems = more.problems;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
