import type { DestinationCase } from '../testing/contract.ts';
import { discord } from './index.ts';
import type { Settings } from './settings.ts';
import { createDiscordTwin, WEBHOOK_URL } from './twin.ts';

export const good = { title: 'New message', text: 'Message from Ada', lines: { Budget: 10_000, Topics: ['engines', 'cards'] } };

export const examples: Record<string, DestinationCase<Settings>> = {
  discord: {
    definition: discord,
    createTwin: createDiscordTwin,
    settings: { webhookUrl: WEBHOOK_URL },
    payloads: { postMessage: { good, bad: { ...good, text: ' ' } } },
  },
};
