import type { VendorLimit } from '../../testing/rate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The Free edition. Others have 50,000 credits in 24 hours and 250 to 2,000 more for each of their licences. */
export const ALLOWED_PER_DAY = 5000;

/** The organization's credits; every call we make costs one. */
export function limits(max: number): VendorLimit[] {
  return [
    {
      scope: 'organization',
      max,
      windowMs: DAY_MS,
      answer: () => ({ status: 429, body: { code: 'LIMIT_EXCEEDED', details: {}, message: 'API credits exhausted', status: 'error' } }),
    },
  ];
}
