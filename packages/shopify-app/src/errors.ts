import type { ErrorCode } from '@handoff/shared/api';

/** An error with a stable code and words that say what to do; the panel API answers it. Never holds a token. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
