import type { DestinationCase } from '../testing/contract.ts';
import { email } from './index.ts';
import type { Settings } from './settings.ts';
import { createEmailTwin, HOST, PASSWORD, USER } from './twin/index.ts';

export const examples: Record<string, DestinationCase<Settings>> = {
  'E-mail': {
    definition: email,
    createTwin: () => createEmailTwin(),
    settings: {
      host: HOST,
      encryption: 'none',
      user: USER,
      password: PASSWORD,
      from: USER,
      fromName: 'Engines & Co',
      to: 'ada@engines.example',
    },
    payloads: {
      sendMail: {
        good: { subject: 'Order #1042 – 149.90 EUR', text: 'Grace Hopper ordered.', html: '<p>Grace Hopper <b>ordered</b>.</p>' },
        bad: { subject: 'No text' },
      },
    },
    // A mail server that had a fault, or is busy, says that it did not take the mail; one that is none is told from its first word.
    outcomes: { '500': ['retry'], '503': ['retry'], 'a web page with 200': ['retry'] },
  },
};
