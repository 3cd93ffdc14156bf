import type { DestinationCase } from '../testing/contract.ts';
import { zendesk } from './index.ts';
import type { Settings } from './settings.ts';
import { ZENDESK_SPEC } from './twin/contract.ts';
import { createZendeskTwin } from './twin/index.ts';
import { ACCESS_TOKEN, AGENT, API_TOKEN } from './twin/oauth.ts';

const common = {
  definition: zendesk,
  createTwin: createZendeskTwin,
  payloads: {
    createTicket: {
      good: {
        subject: 'Contact form from Ada Lovelace',
        body: 'I would like an offer for 3 engines.',
        requester: { email: 'ada@example.com', name: 'Ada Lovelace' },
        tags: ['handoff'],
        fields: { 101: 'plan_small', 102: 12.5 },
        recentOrders: [{ number: '#1042', at: '2026-11-20T10:15:00.000Z', total: '149.90', currency: 'EUR', status: 'paid' }],
      },
      bad: { subject: 'Without a text' },
    },
    upsertUser: {
      good: { email: 'ada@example.com', name: 'Ada Lovelace', phone: '+4930123456', fields: { plan: 'plan_small', spent: 12.5 } },
      bad: { name: 'Ada Lovelace' },
    },
  },
  specs: [ZENDESK_SPEC],
};

export const examples: Record<string, DestinationCase<Settings>> = {
  'Zendesk by sign-in': { ...common, settings: { subdomain: 'engines' }, accessToken: ACCESS_TOKEN },
  'Zendesk by API token': { ...common, settings: { subdomain: 'engines', email: AGENT, apiToken: API_TOKEN } },
};
