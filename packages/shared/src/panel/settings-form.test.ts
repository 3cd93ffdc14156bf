import { describe, expect, test } from 'vitest';
import { problemsBySetting, readDraft, settingsOf, startDraft } from './settings-form.ts';

const t = (english: string) => english;

const SCHEMA = {
  type: 'object',
  required: ['url', 'audience'],
  properties: {
    url: { type: 'string', format: 'uri', title: 'Address', description: 'Where to.' },
    key: { type: 'string', title: 'API key', secret: true },
    audience: { type: 'string', title: 'Audience' },
    perSecond: { type: 'integer', minimum: 1, maximum: 10, title: 'Most a second' },
    doubleOptIn: { type: 'boolean', default: false, title: 'Ask to confirm' },
    region: { type: 'string', enum: ['eu', 'us'], default: 'eu', title: 'Region' },
    plan: {
      anyOf: [
        { const: 1, title: 'Free' },
        { const: 2, title: 'Paid' },
      ],
      title: 'Plan',
    },
    headers: { type: 'object', additionalProperties: { type: 'string' }, title: 'Headers', secret: true },
    tags: { type: 'array', items: { type: 'string' } },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
};
const settings = settingsOf(SCHEMA);
const entered = (changes: Record<string, string | boolean | null>, stored?: Record<string, unknown>) =>
  readDraft(settings, { ...startDraft(settings, stored), ...changes }, t, stored);

test('each kind of setting gets its control, with its words', () => {
  expect(Object.fromEntries(settings.map(({ key, kind }) => [key, kind]))).toEqual({
    url: 'address',
    key: 'secret',
    audience: 'text',
    perSecond: 'number',
    doubleOptIn: 'flag',
    region: 'choice',
    plan: 'choice',
    headers: 'pairs',
    tags: 'lines',
    note: 'text',
  });
  expect(settings.find(({ key }) => key === 'url')).toMatchObject({ label: 'Address', help: 'Where to.', required: true });
  expect(settings.find(({ key }) => key === 'plan')?.options).toEqual([
    { value: '1', label: 'Free' },
    { value: '2', label: 'Paid' },
  ]);
  expect(settings.find(({ key }) => key === 'tags')?.label).toBe('tags');
});

test('settings of alternatives are all asked for', () => {
  const either = settingsOf({ oneOf: [{ properties: { token: { type: 'string' } } }, { properties: { webhook: { type: 'string' } } }] });
  expect(either.map(({ key }) => key)).toEqual(['token', 'webhook']);
});

describe('a new connection', () => {
  test('starts with the presets and sends what is filled in, in its own type', () => {
    expect(startDraft(settings)).toMatchObject({ url: '', region: 'eu', doubleOptIn: false });
    const { values, problems } = entered({
      url: ' https://example.com ',
      key: 'k-1',
      audience: 'a1',
      perSecond: '5',
      headers: 'X-Key: a:b\n\n X-Two : 2 ',
      tags: 'one\n two',
      doubleOptIn: true,
    });
    expect(problems).toEqual({});
    expect(values).toEqual({
      url: 'https://example.com',
      key: 'k-1',
      audience: 'a1',
      perSecond: 5,
      region: 'eu',
      headers: { 'X-Key': 'a:b', 'X-Two': '2' },
      tags: ['one', 'two'],
      doubleOptIn: true,
    });
  });

  test('says what is missing and what cannot be read', () => {
    expect(entered({ audience: '  ', perSecond: '1.5', headers: 'no colon' }).problems).toEqual({
      url: 'Fill this in.',
      audience: 'Fill this in.',
      perSecond: 'Enter a number, in digits only.',
      headers: 'Write one a line, as “Name: value”.',
    });
    expect(entered({ perSecond: '0' }).problems['perSecond']).toBe('Enter 1 or more.');
    expect(entered({ perSecond: '11' }).problems['perSecond']).toBe('Enter 10 or less.');
    expect(entered({ perSecond: 'many' }).problems['perSecond']).toBe('Enter a number, in digits only.');
  });
});

describe('a stored connection', () => {
  const stored = { url: 'https://example.com', key: '••••4711', audience: 'a1', perSecond: 3, headers: '••••', doubleOptIn: true };

  test('shows what is stored, but no secret and no mask', () => {
    expect(startDraft(settings, stored)).toMatchObject({
      url: 'https://example.com',
      key: '',
      headers: '',
      perSecond: '3',
      doubleOptIn: true,
    });
  });

  test('a secret left empty stays, a new one replaces it, null removes it', () => {
    expect(entered({}, stored).values).not.toHaveProperty('key');
    expect(entered({ key: 'new' }, stored).values).toMatchObject({ key: 'new' });
    expect(entered({ key: null }, stored).values).toMatchObject({ key: null });
  });

  test('a setting that is emptied is removed, unless it is needed', () => {
    expect(entered({ perSecond: '' }, stored).values).toMatchObject({ perSecond: null });
    expect(entered({ audience: '' }, stored).problems).toEqual({ audience: 'Fill this in.' });
  });

  test('a secret that is needed and stored need not be typed again, nor may it be removed', () => {
    const needed = settingsOf({ required: ['key'], properties: { key: { type: 'string', secret: true } } });
    expect(readDraft(needed, { key: '' }, t, { key: '••••' })).toEqual({ values: {}, problems: {} });
    expect(readDraft(needed, { key: null }, t, { key: '••••' }).problems).toEqual({ key: 'Fill this in.' });
    expect(readDraft(needed, { key: '' }, t).problems).toEqual({ key: 'Fill this in.' });
  });
});

test('the server’s problems find their settings', () => {
  expect(
    problemsBySetting([
      { path: '/settings/apiKey', message: 'Too short.' },
      { path: '/settings/headers/X-Key', message: 'No spaces.' },
      { path: '/name', message: 'Too long.' },
    ]),
  ).toEqual({ apiKey: 'Too short.', headers: 'No spaces.', '': 'Too long.' });
});
