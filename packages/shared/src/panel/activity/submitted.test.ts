import { describe, expect, test } from 'vitest';
import { messageOf, submittedParts } from './submitted.ts';
import { aboutEvent } from './about.ts';

const t = (english: string) => english;

const submission = {
  id: 'e1',
  type: 'form.submitted',
  occurredAt: '2026-11-21T08:00:00Z',
  subject: { email: 'ada@example.com' },
  data: {
    form: { id: '7', title: 'Ask us', plugin: 'contact-form-7' },
    fields: { name: 'Ada', topics: ['Tea', 'Delivery'], message: 'Do you ship to Graz?', newsletter: false },
    labels: { name: 'Your name', message: 'Your message', topics: 'Topics', newsletter: 'News, please' },
    types: { message: 'textarea' },
  },
  context: { page: 'https://shop.example/contact' },
  consent: [{ channel: 'email', state: 'subscribed' }],
};

describe('what was submitted', () => {
  test('comes by parts, answers first, under the names the form gave', () => {
    expect(submittedParts(submission, t)).toEqual([
      {
        group: 'answers',
        fields: [
          { key: '/data/fields/name', label: 'Your name', text: 'Ada' },
          { key: '/data/fields/topics', label: 'Topics', text: 'Tea, Delivery' },
          { key: '/data/fields/message', label: 'Your message', text: 'Do you ship to Graz?' },
          { key: '/data/fields/newsletter', label: 'News, please', text: 'no' },
        ],
      },
      { group: 'person', fields: [{ key: '/subject/email', label: 'Person’s e-mail', text: 'ada@example.com' }] },
      { group: 'visit', fields: [{ key: '/context/page', label: 'Page', text: 'https://shop.example/contact' }] },
    ]);
  });

  test('of an erased event there is nothing', () => {
    expect(submittedParts({ id: 'e1', type: 'form.submitted', data: {} }, t)).toEqual([]);
  });
});

describe('the message to judge by', () => {
  test('is what the person wrote; the rest are facts', () => {
    const { text, facts } = messageOf(submission, t);
    expect(text).toBe('Do you ship to Graz?');
    expect(facts.map(({ label }) => label)).toEqual(['Your name', 'Topics', 'News, please']);
  });

  test('is the longest of several texts, also where the form does not tell its types', () => {
    const long = 'Hello, we would like to offer you our marvellous services, and there is much to say of them.';
    expect(messageOf({ data: { fields: { a: 'short', b: long } } }, t)).toEqual({
      text: long,
      facts: [{ key: '/data/fields/a', label: 'A', text: 'short' }],
    });
  });

  test('is missing where nobody wrote one: then its data are the facts', () => {
    const { text, facts } = messageOf({ data: { number: '#1001', total: '12.50', lines: [{ title: 'Mug' }] } }, t);
    expect(text).toBeNull();
    expect(facts.map((fact) => `${fact.label}: ${fact.text}`)).toEqual(['Order number: #1001', 'Order total: 12.50', 'Title (1): Mug']);
  });
});

test.each([
  [submission, 'Ask us'],
  [{ data: { form: { id: '7' } } }, 'form 7'],
  [{ data: { number: '#1001', orderId: '5' } }, 'Order #1001'],
  [{ data: { orderId: '1042' } }, 'Order 1042'],
  [{ data: { refundId: '1', orderId: '7720110010329' } }, null],
  [{ data: { postTitle: 'How we brew', fields: {} } }, 'How we brew'],
  [{ data: {} }, null],
  [undefined, null],
])('%#: a line says which form, order or page it is about', (envelope, title) => {
  expect(aboutEvent('form.submitted', envelope, t)).toEqual({ kind: 'Form submitted', title });
});
