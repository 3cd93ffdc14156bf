import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LimitSpec } from '../kit/types.ts';

/** The version in every path. HubSpot's dated versions never change and are supported for 18 months. */
export const API = '2026-09';

export const Settings = z.object({
  accessToken: z.string().trim().min(1).optional().meta({
    title: 'Service key or private app token',
    description: 'Only if you do not connect with "Sign in with HubSpot". In HubSpot: Development → Keys → Service keys.',
    secret: true,
  }),
  portalId: z.string().trim().regex(/^\d+$/, 'A Hub ID has digits only.').optional().meta({
    title: 'Hub ID',
    description: 'The number under your account name in HubSpot. Used for links to records and for counting calls per account.',
  }),
  subscriptionId: z.string().trim().regex(/^\d+$/, 'A subscription type has a number.').optional().meta({
    title: 'Subscription type',
    description:
      'The number of the subscription type that people who agree are subscribed to, where the step maps none. In HubSpot: Settings → Marketing → Email → Subscription types.',
  }),
  callsPer10Seconds: z.int().min(1).max(250).optional().meta({
    title: 'Calls in 10 seconds',
    description:
      "How much of the account's allowance Handoff may use. HubSpot allows a key 190 on Professional and Enterprise, 100 on Free and Starter.",
  }),
});
export type Settings = z.infer<typeof Settings>;

const KEY_MAX = 190;
const OAUTH_MAX = 100;

/** Searches are counted apart: five a second for each account. */
export function searchLimits(settings: Settings): LimitSpec[] {
  return limits(settings).map(({ scope }) => ({ scope: scope.replace('account:', 'search:'), max: 5, windowMs: 1000 }));
}

/**
 * One count for each HubSpot account. Without a Hub ID a key is told apart by a fingerprint of itself, and
 * OAuth connections share one count: slower than allowed, never faster.
 */
export function limits(settings: Settings): LimitSpec[] {
  const { accessToken, portalId } = settings;
  const key = accessToken === undefined ? 'oauth' : `key-${createHash('sha256').update(accessToken).digest('hex').slice(0, 12)}`;
  const max = settings.callsPer10Seconds ?? (accessToken === undefined ? OAUTH_MAX : KEY_MAX);
  return [{ scope: `account:${portalId ?? key}`, max, windowMs: 10_000, perCall: true }];
}

const OBJECT_TYPE_IDS = { contacts: '0-1', companies: '0-2', deals: '0-3' } as const;

/** Where a person can look at a record; undefined while the Hub ID is not known. */
export function recordUrl(settings: Settings, objectType: keyof typeof OBJECT_TYPE_IDS, id: string): string | undefined {
  if (settings.portalId === undefined) return undefined;
  return `https://app.hubspot.com/contacts/${settings.portalId}/record/${OBJECT_TYPE_IDS[objectType]}/${id}`;
}
