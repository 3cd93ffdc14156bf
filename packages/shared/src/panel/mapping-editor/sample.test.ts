import { describe, expect, test } from 'vitest';
import { Envelope } from '../../event/envelope.ts';
import { compileReader } from '../../mapping/pointer.ts';
import { madeUpSubmission } from './made-up.ts';
import { mappingRows, openPlaces, searchRows, type Field } from './rows.ts';
import { sampleFields, sampleFieldText, valueText } from './sample.ts';

const t = (english: string) => english;
const form = {
  id: '5',
  title: 'Contact form 1',
  plugin: 'contact-form-7',
  fields: [
    { key: 'your-name', label: 'Your name', type: 'text' },
    { key: 'your-email', label: 'E-mail', type: 'email' },
    { key: 'tel/home', label: 'Telefon', type: 'tel' },
    { key: 'agree', label: 'News by e-mail', type: 'acceptance' },
    { key: 'your-message', label: 'Message', type: 'textarea' },
  ],
};

describe('a made-up submission', () => {
  test.each(['good', 'edge', 'bad'] as const)('that is %s is an event with an answer to each field of the form', (kind) => {
    const envelope = madeUpSubmission(form, kind, '2026-11-21T12:00:00Z');
    expect(Envelope.safeParse(envelope).error).toBeUndefined();
    const { fields } = envelope['data'] as { fields: object };
    expect(Object.keys(fields)).toEqual(form.fields.map(({ key }) => key));
  });

  test('answers what is asked: by type first, then by name and label', () => {
    const { fields } = madeUpSubmission(form, 'good', '2026-11-21T12:00:00Z')['data'] as { fields: Record<string, unknown> };
    expect(fields).toEqual({
      'your-name': 'Ada Lovelace',
      'your-email': 'ada.lovelace@example.com',
      'tel/home': '+442079460958',
      agree: true,
      'your-message': expect.stringContaining('clocks') as string,
    });
  });
});

describe('the sample’s fields', () => {
  const envelope = {
    type: 'order.paid',
    occurredAt: '2026-11-21T12:00:00Z',
    subject: { email: 'ada@example.com' },
    data: {
      total: '12.50',
      lines: Array.from({ length: 5 }, (_, index) => ({ title: `Tea ${index + 1}` })),
      tags: ['new', 'vip'],
      billingAddress: { city: 'Bonn' },
    },
    consent: [{ channel: 'email', state: 'subscribed' }],
    context: { page: 'https://x.example/', utm: { source: 'news' } },
  };

  test('can all be read by a rule under their paths', () => {
    const steps = { contact: { id: 'c7' } };
    const fields = sampleFields({ envelope, steps }, t);
    for (const { path, value } of fields) expect([path, compileReader(path)({ ...envelope, steps })]).toEqual([path, value]);
    expect(fields.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'Person’s e-mail',
        'Order total',
        'Billing address: city',
        'Campaign source',
        'Record of the step “contact”',
      ]),
    );
  });

  test('show a list of ticked boxes as one value, and the first items of a long list', () => {
    const shown = sampleFields({ envelope }, t).map(({ path, value }) => `${path} ${valueText(value, t)}`);
    expect(shown).toContain('/data/tags new, vip');
    expect(shown).toContain('/data/lines/2/title Tea 3');
    expect(shown.some((line) => line.startsWith('/data/lines/3'))).toBe(false);
    expect(shown.some((line) => line.startsWith('/data/lines ['))).toBe(true);
  });

  test('are called what the form calls them, and answers nobody gave are there too', () => {
    const submission = {
      type: 'form.submitted',
      data: { form: { id: '5' }, fields: { 'your-name': 'Ada', extra: 'x' }, labels: { 'your-name': 'Name on the event' } },
    };
    const answers = sampleFields({ envelope: submission, formFields: form.fields.slice(0, 3) }, t).filter(
      ({ group }) => group === 'answers',
    );
    expect(answers.map(({ path, label, value }) => [path, label, value])).toEqual([
      ['/data/fields/your-name', 'Name on the event', 'Ada'],
      ['/data/fields/your-email', 'E-mail', undefined],
      ['/data/fields/tel~1home', 'Telefon', undefined],
      ['/data/fields/extra', 'Extra', 'x'],
    ]);
  });

  test('of an event without data are few, and no error', () => {
    expect(sampleFields({ envelope: { type: 'comment.posted', data: 'broken' } }, t).map(({ path }) => path)).toEqual(['/type']);
  });
});

const field = (path: string, more: Partial<Field> = {}): Field => ({
  path,
  label: path.slice(1),
  type: 'string',
  required: false,
  ...more,
});
const rule = { do: 'path', path: '/subject/email' } as const;

describe('rows', () => {
  const fields = [
    field('/a'),
    field('/b', { label: 'Second one', description: 'The bee' }),
    field('/c', { required: true }),
    field('/lines', { type: 'object' }),
  ];

  test('show what is required, then what is mapped, then the rest; nothing that is mapped is missing', () => {
    const rows = mappingRows(fields, { '/b': rule, '/lines/E-mail': rule, '/gone': rule });
    expect(rows.map((row) => `${row.field.path}${row.rule === undefined ? '' : ' mapped'}${row.isExtra ? ' extra' : ''}`)).toEqual([
      '/c',
      '/b mapped',
      '/lines/E-mail mapped extra',
      '/gone mapped extra',
      '/a',
      '/lines',
    ]);
  });

  test('are found by each word of their label, path or description', () => {
    const find = (search: string) => searchRows(mappingRows(fields, {}), search).map(({ field: { path } }) => path);
    expect(find('SECOND bee')).toEqual(['/b']);
    expect(find('second lines')).toEqual([]);
    expect(find('  ')).toHaveLength(4);
  });

  test('of one’s own may be added to groups, and anywhere where the destination names no fields by itself', () => {
    expect(openPlaces(fields, fields)).toEqual([{ path: '/lines', label: 'lines' }]);
    expect(openPlaces([], []).map(({ path }) => path)).toEqual(['']);
  });
});

test('a field is shown with what it holds on one line, long texts in part', () => {
  const text = (value: unknown) => sampleFieldText({ label: 'Message', value }, (english) => english);
  expect(text('Do you\n  ship?')).toBe('Message: Do you ship?');
  expect(text('')).toBe('Message');
  expect(text('x'.repeat(61))).toBe(`Message: ${'x'.repeat(60)}…`);
});
