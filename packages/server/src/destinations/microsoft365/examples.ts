import type { DestinationCase } from '../testing/contract.ts';
import { microsoft365 } from './index.ts';
import type { Settings } from './settings.ts';
import { GRAPH_SPECS, graphContract } from './twin/contract.ts';
import { ACCESS_TOKEN, ACCOUNT, createGraphTwin } from './twin/index.ts';

const checkContract = graphContract();
const event = { title: 'Fitting: Ada Lovelace', start: '2026-12-01T10:00', description: 'I would like an offer.', location: 'Studio' };
const mail = { subject: 'New message from Ada Lovelace', text: 'I would like an offer.', replyTo: 'ada@example.com' };

export const examples: Record<string, DestinationCase<Settings>> = {
  microsoft365: {
    definition: microsoft365,
    createTwin: (options) => createGraphTwin({ ...options, checkContract }),
    settings: { timeZone: 'Europe/Berlin', account: ACCOUNT },
    accessToken: ACCESS_TOKEN,
    payloads: {
      createEvent: { good: event, bad: { ...event, start: 'tomorrow' } },
      inviteToEvent: { good: { ...event, attendees: ['ada@example.com'] }, bad: { ...event, attendees: ['ada'] } },
      upsertContact: {
        good: {
          email: 'ada@example.com',
          givenName: 'Ada',
          surname: 'Lovelace',
          mobilePhone: '+4930123456',
          businessAddress: { city: 'Berlin' },
        },
        bad: { givenName: 'Ada' },
      },
      sendMail: { good: mail, bad: { ...mail, text: ' ' } },
    },
    specs: GRAPH_SPECS,
  },
};
