import type { VendorLimit } from '../../testing/rate.ts';
import type { RequestSeen } from '../../testing/twin.ts';

/**
 * HubSpot's usage guidelines: 190 in ten seconds for a private app's token (`pat-…`), 110 for an OAuth app in an account,
 * and 5 searches a second. Its 429 carries no Retry-After.
 */
export function limits({ path, headers }: RequestSeen): VendorLimit[] {
  const token = headers.get('authorization')?.replace('Bearer ', '') ?? '';
  const answer = (policyName: string) => () => ({
    status: 429,
    body: {
      status: 'error',
      message: `You have reached your ${policyName} limit.`,
      errorType: 'RATE_LIMIT',
      category: 'RATE_LIMITS',
      policyName,
    },
  });
  const account = { scope: token, max: token.startsWith('pat-') ? 190 : 110, windowMs: 10_000, answer: answer('TEN_SECONDLY_ROLLING') };
  return path.endsWith('/search') ? [account, { scope: 'search', max: 5, windowMs: 1000, answer: answer('SECONDLY') }] : [account];
}
