import type { DestinationCase } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { webhook } from './index.ts';
import type { Settings } from './settings.ts';
import { createWebhookTwin } from './twin.ts';

export const ADDRESS = 'https://hooks.studio.example/handoff?key=9f8e7d6c5b4a';
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const settings = { url: ADDRESS, secret: SECRET, headers: { 'X-Receiver-Key': 'receiver-key-0815' } };

export const examples: Record<string, DestinationCase<Settings>> = {
  webhook: {
    definition: webhook,
    createTwin: ({ now = () => NOW } = {}) => createWebhookTwin({ url: ADDRESS, secret: SECRET, now }),
    settings,
    payloads: { send: { good: { type: 'form.submitted', id: 'e1', data: { email: 'ada@example.com', count: 0, none: null } }, bad: {} } },
    outcomes: { '404': ['retry'], 'a web page with 200': ['ok'] },
  },
};
