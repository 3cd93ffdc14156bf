import type { DestinationCase } from '../testing/contract.ts';
import { GOOGLE_ACCOUNT } from '../testing/google.ts';
import { googleCalendar } from './index.ts';
import type { Settings } from './settings.ts';
import { CALENDAR_SPEC, calendarContract } from './twin/contract.ts';
import { ACCESS_TOKEN, createCalendarTwin } from './twin/index.ts';

const checkContract = calendarContract();
const fields = {
  title: 'Fitting: Ada Lovelace',
  start: '2026-12-01T10:00',
  description: 'I would like an offer for 3 engines.',
  location: 'Studio',
};

export const examples: Record<string, DestinationCase<Settings>> = {
  'google-calendar': {
    definition: googleCalendar,
    createTwin: (options) => createCalendarTwin({ ...options, checkContract }),
    settings: { timeZone: 'Europe/Berlin', account: GOOGLE_ACCOUNT },
    accessToken: ACCESS_TOKEN,
    payloads: {
      createEvent: { good: fields, bad: { ...fields, start: 'tomorrow' } },
      inviteToEvent: { good: { ...fields, attendees: ['ada@example.com'] }, bad: { ...fields, attendees: ['ada'] } },
    },
    specs: [CALENDAR_SPEC],
  },
};
