import type { DestinationCase } from '../testing/contract.ts';
import { telegram } from './index.ts';
import type { Settings } from './settings.ts';
import { createTelegramTwin, TELEGRAM_SPEC, telegramContract, TOKEN } from './twin.ts';

const checkContract = telegramContract();
export const good = { title: 'New message', text: 'Message from Ada', lines: { Budget: 10_000, Topics: ['engines', 'cards'] } };

export const examples: Record<string, DestinationCase<Settings>> = {
  telegram: {
    definition: telegram,
    createTwin: (options) => createTelegramTwin({ ...options, checkContract }),
    settings: { botToken: TOKEN, chatId: '@myshop' },
    payloads: { sendMessage: { good, bad: { ...good, text: ' ' } } },
    specs: [TELEGRAM_SPEC],
  },
};
