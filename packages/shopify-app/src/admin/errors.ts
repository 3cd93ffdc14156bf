/**
 * `access_lost`: Shopify no longer takes our tokens; the merchant has to open the app · `scope_missing`: not granted ·
 * `throttled`: asked too much, try again at `retryAt` · `unreachable`: no answer, or a 5xx, try again at `retryAt` ·
 * `refused`: Shopify understood and said no · `unreadable`: the answer is not what this version of the API promises.
 */
export type AdminErrorCode = 'access_lost' | 'scope_missing' | 'throttled' | 'unreachable' | 'refused' | 'unreadable';

/** A call to Shopify's Admin API failed. The message is for the merchant and holds no token. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly code: AdminErrorCode;
  /** When it may work (epoch milliseconds); undefined: not by waiting. */
  readonly retryAt: number | undefined;
  constructor(code: AdminErrorCode, message: string, retryAt?: number) {
    super(message);
    this.code = code;
    this.retryAt = retryAt;
  }
}
