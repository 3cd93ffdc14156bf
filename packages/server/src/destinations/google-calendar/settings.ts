import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';
import { ZoneName } from '../kit/when.ts';

export const Settings = z.object({
  calendar: z.string().trim().min(1).max(300).default('primary').meta({
    title: 'Calendar',
    description:
      '"primary" is your main calendar. For another, copy its calendar ID from Google Calendar: Settings → the calendar → Integrate calendar.',
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
  account: z.string().trim().min(1).optional().meta({
    title: 'Google account',
    description: 'Filled in when you sign in. Google counts calls for each account.',
  }),
});
export type Settings = z.infer<typeof Settings>;

const MINUTE = 60_000;

/** 600 a minute for each account and 10,000 for the whole app; few at once, as Google slows down quick writes to one calendar. */
export function limits({ account }: Settings): LimitSpec[] {
  return [
    { scope: account === undefined ? 'account' : `user:${account}`, max: 600, windowMs: MINUTE, concurrency: 4, perCall: true },
    { scope: 'project:all', max: 10_000, windowMs: MINUTE, perCall: true },
  ];
}

export const eventsPath = ({ calendar }: Settings) => `/calendar/v3/calendars/${encodeURIComponent(calendar)}/events`;
