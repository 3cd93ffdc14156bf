import type { DestinationCase } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { sms } from './index.ts';
import type { Settings } from './settings.ts';
import { ACCOUNT, createTwilioTwin, FROM, TOKEN, TWILIO_SPEC, twilioContract } from './twin.ts';

const checkContract = twilioContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  sms: {
    definition: sms,
    createTwin: (options) => createTwilioTwin(NOW, { ...options, checkContract }),
    settings: { accountSid: ACCOUNT, authToken: TOKEN, from: FROM, to: '+49 1573 598-2345' },
    payloads: { sendSms: { good: { text: 'Order #1042: 149.90 EUR' }, bad: { text: 'Hello', to: '030 123456' } } },
    specs: [TWILIO_SPEC],
  },
};
