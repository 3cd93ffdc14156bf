import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

/** Pinned with each call, so that the account's own default version changes nothing for us. */
export const API_VERSION = '2026-10-28.endive';

export const Settings = z.object({
  apiKey: z
    .string()
    .trim()
    .regex(
      /^(rk|sk)_(live|test)_[A-Za-z0-9]{10,}$/,
      'A key starts with rk_live_, rk_test_, sk_live_ or sk_test_. Keys that start with pk_ cannot write.',
    )
    .meta({
      title: 'Restricted key',
      description: 'In Stripe: Developers → API keys → Create restricted key, with "Customers: Write" and nothing else.',
      secret: true,
    }),
  deleteOnErasure: z.boolean().default(false).meta({
    title: 'Delete people who are to be erased',
    description: "Stripe ends a deleted customer's subscriptions at once, and it cannot be undone. Switched off, you are told to do it.",
  }),
});
export type Settings = z.infer<typeof Settings>;

export const isTest = ({ apiKey }: Settings): boolean => apiKey.split('_')[1] === 'test';

/**
 * Stripe allows each endpoint 25 calls a second, and a live account 100 in all. A delivery calls two endpoints once each; a
 * test account has 25 for both together.
 */
export function limits(settings: Settings): LimitSpec[] {
  const key = createHash('sha256').update(settings.apiKey).digest('hex').slice(0, 12);
  return [{ scope: `key:${key}`, max: 25, windowMs: 1000, ...(isTest(settings) ? { cost: 2 } : {}) }];
}

/** Where a person can look at a customer. */
export const customerUrl = (settings: Settings, id: string): string =>
  `https://dashboard.stripe.com/${isTest(settings) ? 'test/' : ''}customers/${id}`;
