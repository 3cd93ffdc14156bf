import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Fetch, LimitSpec } from '../kit/index.ts';
import { HEADERS } from './api.ts';

export const Settings = z.object({
  apiKey: z
    .string()
    .trim()
    .regex(/^pk_\w{10,}$/, 'A private key starts with "pk_". The six-character public key (Site ID) is another one and does not work here.')
    .optional()
    .meta({
      title: 'Private API key',
      description: 'Only if you do not connect with "Sign in with Klaviyo". In Klaviyo: Settings → API keys → Create Private API Key.',
      secret: true,
    }),
  list: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{4,20}$/, 'A list ID has letters and digits only, such as "Y6nRLr".')
    .optional()
    .meta({
      title: 'List for subscribers',
      description:
        "The ID in the list's address in Klaviyo, after \"/list/\". People who agreed are added to it, by that list's own opt-in: with double opt-in Klaviyo asks them first. Without a list your account's default opt-in applies.",
    }),
  subscribeSms: z.boolean().default(false).meta({
    title: 'Subscribe people to SMS too',
    description: 'Only if you send SMS with Klaviyo. Opt-outs from SMS are passed on either way.',
  }),
  accountId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{6}$/, 'A Site ID has six letters and digits.')
    .optional()
    .meta({
      title: 'Account ID (Site ID)',
      description:
        'Filled in when you sign in with Klaviyo. With a key, enter it if you use several connections for one account: then they share its limits.',
    }),
});
export type Settings = z.infer<typeof Settings>;

/** Where one account is known by its id; a key stands for its account, and other connections count by themselves. */
function counted({ accountId, apiKey }: Settings): string | undefined {
  // An app has an allowance of its own in each account, while all keys of an account share one.
  if (accountId !== undefined) return apiKey === undefined ? `app-${accountId}` : `account-${accountId}`;
  return apiKey === undefined ? undefined : `key-${createHash('sha256').update(apiKey).digest('hex').slice(0, 12)}`;
}

/** Klaviyo's two windows, a second and a minute, of one endpoint. */
export function endpointLimits(settings: Settings, endpoint: string, perSecond: number, perMinute: number): LimitSpec[] {
  const who = counted(settings);
  const scope = (window: string) => (who === undefined ? `${endpoint}-${window}` : `${endpoint}-${window}:${who}`);
  return [
    { scope: scope('second'), max: perSecond, windowMs: 1000 },
    { scope: scope('minute'), max: perMinute, windowMs: 60_000 },
  ];
}

/** Nothing is faster than the events endpoint; each operation adds the limits of the endpoints it calls. */
export function limits(settings: Settings): LimitSpec[] {
  return endpointLimits(settings, 'any', 350, 3500);
}

const Accounts = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })).min(1) });

/** The token answer does not name the account; a second question does. Without an answer the connection works all the same. */
export async function settingsFromToken(answer: Record<string, unknown>, fetch: Fetch): Promise<Partial<Settings>> {
  const response = await fetch(
    new Request('https://a.klaviyo.com/api/accounts', {
      headers: { ...HEADERS, authorization: `Bearer ${String(answer['access_token'])}` },
      redirect: 'manual',
    }),
  );
  const accounts = Accounts.safeParse(await response.json().catch(() => undefined));
  const id = Settings.shape.accountId.safeParse(accounts.data?.data[0]?.id).data;
  return response.ok && id !== undefined ? { accountId: id } : {};
}
