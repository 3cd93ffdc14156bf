/**
 * `not_connected`: no workspace yet · `paused`: an earlier failure still holds · `refused`: the companion knows us and
 * said no, waiting does not help · `busy`: it asked to wait, or cannot keep anything right now · `unreachable`: no
 * answer, or none of a companion.
 */
export type CompanionErrorCode = 'not_connected' | 'paused' | 'refused' | 'busy' | 'unreachable';

/** The companion took nothing of a request. The message is for the merchant. */
export class CompanionError extends Error {
  override readonly name = 'CompanionError';
  readonly code: CompanionErrorCode;
  /** When to try again (epoch milliseconds); undefined: not before something else happens. */
  readonly retryAt: number | undefined;
  constructor(code: CompanionErrorCode, message: string, retryAt?: number) {
    super(message);
    this.code = code;
    this.retryAt = retryAt;
  }
}
