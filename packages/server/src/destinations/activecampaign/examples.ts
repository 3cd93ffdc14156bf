import type { DestinationCase } from '../testing/contract.ts';
import { activecampaign } from './index.ts';
import type { Settings } from './settings.ts';
import { ACTIVECAMPAIGN_SPEC, activecampaignContract } from './twin/contract.ts';
import { API_KEY, createActivecampaignTwin, HOST } from './twin/index.ts';

const checkContract = activecampaignContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  activecampaign: {
    definition: activecampaign,
    createTwin: (options) =>
      createActivecampaignTwin({
        ...options,
        checkContract,
        fields: [{ id: '5', title: 'Topic', type: 'dropdown', descript: '', options: ['Offer', 'Help'] }],
      }),
    settings: { url: `https://${HOST}/`, apiKey: API_KEY, list: '1', automation: '7' },
    payloads: {
      syncContact: {
        good: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', fields: { '5': 'offer' } },
        bad: { firstName: 'Ada' },
      },
      addTag: { good: { email: 'ada@example.com', tag: 'website' }, bad: { tag: 'website' }, write: /^POST .*\/contactTags$/ },
      setSubscription: {
        good: { email: 'ada@example.com', consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' }] },
        bad: { consent: 'subscribed' },
        write: /^POST .*\/contactLists$/,
      },
      startAutomation: {
        good: { email: 'ada@example.com', again: true },
        bad: { email: 'ada@example.com', automation: 'Welcome' },
        write: /^POST .*\/contactAutomations$/,
      },
    },
    specs: [ACTIVECAMPAIGN_SPEC],
  },
};
