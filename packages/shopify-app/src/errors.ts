import type { ErrorCode } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';

/** An error with a stable code and words that say what to do; the panel API answers it. Never holds a token. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly code: ErrorCode;
  /** When to come back. */
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What was given is not right; each problem is named by its JSON pointer. */
export class InvalidError extends ShopError {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    const first = problems[0];
    super('invalid', `Something in the request is not right: ${first === undefined ? '' : `${first.path} ${first.message}`.trim()}`);
    this.problems = problems;
  }
}
