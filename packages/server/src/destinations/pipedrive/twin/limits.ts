import type { VendorLimit } from '../../testing/rate.ts';
import type { RequestSeen } from '../../testing/twin.ts';

const DAY = 24 * 60 * 60 * 1000;

const answer = (daily: boolean) => (waitMs: number) => ({
  status: 429,
  headers: { 'x-ratelimit-reset': String(Math.ceil(waitMs / 1000)), ...(daily ? { 'x-daily-ratelimit-token-remaining': '0' } : {}) },
  body: { success: false, error: daily ? 'Daily API rate limit exceeded' : 'Request over limit' },
});

/** What a company's plan allows. */
export interface Plan {
  /** Calls in two seconds for each API token; a sign-in has four times as many. */
  burst: number;
  /** API tokens a day for the whole company. */
  budget: number;
}

/** By Pipedrive's page on rate limiting. */
export const LITE: Plan = { burst: 20, budget: 30_000 };
export const PREMIUM_WITH_TEN_SEATS: Plan = { burst: 100, budget: 1_500_000 };

/** Bursts for each token, searches (the same on every plan), and the day's budget. */
export function limitsOf({ burst, budget }: Plan): (request: Pick<RequestSeen, 'method' | 'path' | 'headers'>) => VendorLimit[] {
  return ({ method, path, headers }) => {
    const token = headers.get('x-api-token');
    const user = token ?? headers.get('authorization') ?? '';
    const search = path.endsWith('/search');
    return [
      { scope: `burst ${user}`, max: token === null ? 4 * burst : burst, windowMs: 2000, answer: answer(false) },
      ...(search ? [{ scope: `search ${user}`, max: 10, windowMs: 2000, answer: answer(false) }] : []),
      { scope: 'day', max: budget, windowMs: DAY, cost: priceOf(method, path), answer: answer(true) },
    ];
  };
}

/** In v2 every kind of call costs half of what it costs in v1. */
function priceOf(method: string, path: string): number {
  const v1 = path.startsWith('/api/v1/');
  if (path.endsWith('/search')) return v1 ? 40 : 20;
  if (method === 'DELETE') return v1 ? 6 : 3;
  if (method !== 'GET') return v1 ? 10 : 5;
  const single = /\/(\d+|[0-9a-f-]{36}|me)$/.test(path);
  if (single) return v1 ? 2 : 1;
  return v1 ? 20 : 10;
}
