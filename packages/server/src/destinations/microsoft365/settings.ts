import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';
import { ZoneName } from '../kit/when.ts';

const TENANT = /^(common|organizations|consumers|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/i;

export const Settings = z.object({
  tenant: z
    .string()
    .trim()
    .regex(TENANT, 'Enter the ID of your organisation or its domain, such as contoso.onmicrosoft.com; or leave "common".')
    .default('common')
    .meta({
      title: 'Organisation',
      description:
        '"common" for any Microsoft account. If your administrators registered the app for your organisation alone: its tenant ID or domain.',
    }),
  calendar: z.string().trim().min(1).max(300).optional().meta({
    title: 'Calendar',
    description: 'The ID of a calendar; without it, your main one.',
  }),
  timeZone: ZoneName.optional().meta({
    title: 'Time zone',
    description: 'What times without a zone are meant in, as forms send them: Europe/Berlin.',
  }),
  minutes: z
    .int()
    .min(5)
    .max(10_080)
    .default(30)
    .meta({ title: 'Length in minutes', description: 'Of events for which no end is mapped.' }),
  to: z.email('This is not an e-mail address.').optional().meta({
    title: 'Your own address',
    description:
      'Where mails go when the flow names no other address: for news to you or your team. Without it, the account that signed in.',
  }),
  account: z.string().trim().min(1).optional().meta({
    title: 'Microsoft account',
    description: 'Filled in when you sign in. Microsoft counts calls for each mailbox.',
  }),
});
export type Settings = z.infer<typeof Settings>;

/** 10,000 calls in ten minutes and four at once, for each app and mailbox. */
export function limits({ account }: Settings): LimitSpec[] {
  return [
    { scope: account === undefined ? 'account' : `mailbox:${account}`, max: 10_000, windowMs: 600_000, concurrency: 4, perCall: true },
  ];
}

/** Exchange sends 30 mails a minute for a mailbox. */
export function mailLimits({ account }: Settings): LimitSpec[] {
  return [{ scope: account === undefined ? 'mails' : `mails:${account}`, max: 30, windowMs: 60_000 }];
}
