import type { VendorLimit } from '../../testing/rate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Enterprise edition: 50,000 credits in 24 hours and 1,000 more for each licence, here one. */
export const ALLOWED_PER_DAY = 50_000 + 1000;

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
