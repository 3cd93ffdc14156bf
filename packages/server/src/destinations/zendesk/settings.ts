import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

export const Settings = z
  .object({
    subdomain: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'Enter only the first part of your Zendesk address: "shop" for shop.zendesk.com.')
      .meta({ title: 'Zendesk subdomain', description: 'The first part of your Zendesk address: "shop" for shop.zendesk.com.' }),
    email: z
      .email('This is not an e-mail address.')
      .optional()
      .meta({ title: 'E-mail of the agent', description: 'Only with an API token: the e-mail address the agent signs in with.' }),
    apiToken: z.string().trim().min(10).max(200).optional().meta({
      title: 'API token',
      description:
        'Only if you have one already and do not connect with "Sign in with Zendesk". Zendesk makes no new ones, and the old ones end on 30 April 2027.',
      secret: true,
    }),
    callsPerMinute: z.int().min(10).max(2500).default(200).meta({
      title: 'Calls in a minute',
      description:
        'How much of the allowance Handoff may use. Zendesk allows 200 on Team, 400 on Growth and Professional, 700 on Enterprise.',
    }),
  })
  .refine(({ email, apiToken }) => (email === undefined) === (apiToken === undefined), {
    error: 'An API token needs the e-mail address of its agent, and the address the token.',
    path: ['email'],
  });
export type Settings = z.infer<typeof Settings>;

export const baseUrl = ({ subdomain }: Pick<Settings, 'subdomain'>) => `https://${subdomain}.zendesk.com`;

/** Zendesk counts calls of an account in a minute, whoever makes them. */
export function limits({ subdomain, callsPerMinute }: Settings): LimitSpec[] {
  return [{ scope: `account:${subdomain}`, max: callsPerMinute, windowMs: 60_000, concurrency: 10, perCall: true }];
}
