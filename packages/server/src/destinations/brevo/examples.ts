import type { DestinationCase } from '../testing/contract.ts';
import { brevo } from './index.ts';
import type { Settings } from './settings.ts';
import { createBrevoTwin } from './twin.ts';
import { BREVO_SPECS, brevoContract } from './twin/contract.ts';

const checkContract = brevoContract();
export const API_KEY = 'xkeysib-0123456789abcdef0123456789abcdef-TwinTwinTwin';
export const doi = { doubleOptInTemplate: 7, redirectUrl: 'https://studio.example/thanks' };
export const good = {
  email: 'Ada@Example.com',
  consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' }],
  firstName: 'Ada',
  lastName: 'Lovelace',
  attributes: { SMS: '+49 30 1234567' },
  lists: '5',
};
const bad = { ...good, email: 'no address' };

export const examples: Record<string, DestinationCase<Settings>> = {
  brevo: {
    definition: brevo,
    createTwin: (options) => createBrevoTwin({ ...options, checkContract }),
    settings: { apiKey: API_KEY, list: 3, ...doi },
    payloads: { upsertContact: { good, bad }, doubleOptIn: { good, bad } },
    specs: BREVO_SPECS,
  },
};
