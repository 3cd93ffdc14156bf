import type { Envelope } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';

const NAMES = ['Ada Lovelace', 'Ludwig van Beethoven', 'Jürgen Müller', 'Anna-Lena Schmidt', 'Zoë O’Hara'];

/** A contact form as a visitor fills it in: about 700 bytes; no two are alike, in key or in content. */
export function submission(run: string, number: number, now: number): Envelope {
  const name = NAMES[number % NAMES.length] ?? '';
  const email = `visitor.${run}.${number}@example.com`;
  return {
    id: `${run}-${number}`,
    idempotencyKey: `form.submitted:${run}-${number}:1`,
    type: 'form.submitted',
    occurredAt: new Date(now).toISOString(),
    subject: { email, name },
    data: {
      form: { id: 'contact', title: 'Contact' },
      fields: {
        'your-name': name,
        'your-email': email,
        'your-phone': `+49 160 ${10_000_000 + (number % 9_000_000)}`,
        'your-company': `Company ${number} GmbH`,
        'your-subject': `Question ${run} ${number}`,
        'your-message': `Hello, I would like an offer for ${number} chairs. Please call me back in the afternoon. Thank you.`,
        'sent-at': now,
      },
    },
    context: { page: 'https://shop.example/contact', locale: 'de-DE', secondsToSubmit: 31 },
  };
}

/** Eight fields of a CRM contact, posted to the outgoing webhook connection. */
export function contactFlow(connectionId: string): FlowSpec {
  const field = (name: string) => ({ do: 'path' as const, path: `/data/fields/${name}` });
  return {
    trigger: { types: ['form.submitted'] },
    steps: [
      {
        key: 'contact',
        connection: connectionId,
        operation: 'send',
        mapping: {
          fields: {
            '/email': { do: 'email', from: { do: 'path', path: '/subject/email' } },
            '/firstname': { do: 'splitName', part: 'first', from: field('your-name') },
            '/lastname': { do: 'splitName', part: 'last', from: field('your-name') },
            '/phone': { do: 'e164', country: 'DE', from: field('your-phone') },
            '/company': { do: 'trim', from: field('your-company') },
            '/message': { do: 'template', template: '{{/data/fields/your-subject}}: {{/data/fields/your-message}}' },
            '/page': { do: 'path', path: '/context/page' },
            '/sentAt': field('sent-at'),
          },
        },
      },
    ],
  };
}
