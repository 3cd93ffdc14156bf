import type { VendorLimit } from '../../testing/rate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Developer Edition. Others have 100,000 calls in 24 hours and 1,000 to 5,000 more for each of their licences. */
export const ALLOWED_PER_DAY = 15_000;

/** The organization's allowance. Salesforce gives no hint when there is room again. */
export function limits(max: number): VendorLimit[] {
  return [
    {
      scope: 'organization',
      max,
      windowMs: DAY_MS,
      answer: () => ({ status: 403, body: [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }] }),
    },
  ];
}
