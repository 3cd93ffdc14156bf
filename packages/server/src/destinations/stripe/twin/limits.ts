import type { VendorLimit } from '../../testing/rate.ts';
import type { RequestSeen } from '../../testing/twin.ts';

const answer = () => ({
  status: 429,
  headers: { 'stripe-should-retry': 'true' },
  body: { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' } },
});

/** Stripe's rate limits: each endpoint 25 calls a second, and for the account 100 in live mode, 25 in test mode. */
export function limits({ method, path, headers }: RequestSeen): VendorLimit[] {
  const isTest = (headers.get('authorization') ?? '').includes('_test_');
  const endpoint = `${method} ${path.replace(/cus_\w+/, '{id}')}`;
  return [
    { scope: 'account', max: isTest ? 25 : 100, windowMs: 1000, answer },
    { scope: endpoint, max: 25, windowMs: 1000, answer },
  ];
}
