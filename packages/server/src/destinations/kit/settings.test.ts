import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsOf, isOpenPayload } from './fields.ts';
import { maskSettings, mergeSettings, secretKeys, settingsForm, splitSecrets } from './settings.ts';
import type { DestinationDefinition } from './types.ts';

const definition = {
  settings: z.object({
    account: z.string().meta({ title: 'Account', description: 'As in the address bar.' }),
    key: z.string().min(4).meta({ title: 'Key', secret: true }),
    pin: z.string().meta({ secret: true }).optional(),
    headers: z.record(z.string(), z.string()).optional().meta({ secret: true }),
    login: z.object({ user: z.string(), password: z.string().meta({ secret: true }) }).optional(),
    limit: z.number().default(5),
  }),
} as unknown as DestinationDefinition;
const stored = { account: 'acme', key: 'abcdefgh1234', pin: '0000', headers: { a: 'long-secret-value' }, limit: 0 };

describe('settings', () => {
  it('make the form from the schema, titles and all', () => {
    expect(settingsForm(definition)).toMatchObject({
      type: 'object',
      required: ['account', 'key'],
      properties: {
        account: { title: 'Account', description: 'As in the address bar.' },
        key: { minLength: 4, secret: true },
        limit: { default: 5 },
      },
    });
  });

  it('know their secrets, optional and nested ones too', () => {
    expect(secretKeys(definition)).toEqual(['key', 'pin', 'headers', 'login']);
    expect(splitSecrets(definition, stored)).toEqual({
      plain: { account: 'acme', limit: 0 },
      secrets: { key: 'abcdefgh1234', pin: '0000', headers: { a: 'long-secret-value' } },
    });
  });

  it('show only the end of long secrets, and nothing of others', () => {
    expect(maskSettings(definition, stored)).toEqual({ account: 'acme', key: '••••1234', pin: '••••', headers: '••••', limit: 0 });
    expect(maskSettings(definition, { account: 'acme', key: 'abcdefgh123' })).toEqual({ account: 'acme', key: '••••' });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an untouched form', { account: 'acme', key: '••••1234', pin: '••••', headers: '••••', limit: 0 }, stored],
    ['absent secrets', { account: 'other' }, { ...stored, account: 'other' }],
    ['undefined', { key: undefined }, stored],
    ['a new secret', { key: 'brand-new-key' }, { ...stored, key: 'brand-new-key' }],
    ['zero', { limit: 0 }, stored],
    ['a cleared secret', { pin: null }, { account: 'acme', key: 'abcdefgh1234', headers: { a: 'long-secret-value' }, limit: 0 }],
  ])('merge %s', (_, patch, expected) => expect(mergeSettings(definition, stored, patch)).toEqual(expected));

  it('merge without touching what was stored', () => {
    const before = structuredClone(stored);
    mergeSettings(definition, stored, { account: 'x', pin: null });
    expect(stored).toEqual(before);
  });
});

describe('fieldsOf', () => {
  const payload = z.object({
    email: z.email().meta({ title: 'E-mail' }),
    phone: z.string().optional().meta({ field: 'phone' }),
    vip: z.boolean().nullable().optional(),
    born: z.iso.date().optional(),
    at: z.iso.datetime().nullish(),
    amount: z.number(),
    status: z.enum(['open', 'in_progress']).meta({ description: 'Where it stands.' }),
    tags: z.array(z.string()).optional(),
    'odd/name~': z.string(),
    address: z.object({ postalCode: z.string(), city: z.string().optional() }).optional(),
    properties: z.record(z.string(), z.string()).optional(),
  });

  it('reads every field with its type, label, options and need', () => {
    expect(fieldsOf(payload)).toEqual([
      { path: '/email', label: 'E-mail', type: 'email', required: true },
      { path: '/phone', label: 'Phone', type: 'phone', required: false },
      { path: '/vip', label: 'Vip', type: 'boolean', required: false },
      { path: '/born', label: 'Born', type: 'date', required: false },
      { path: '/at', label: 'At', type: 'datetime', required: false },
      { path: '/amount', label: 'Amount', type: 'number', required: true },
      {
        path: '/status',
        label: 'Status',
        type: 'enum',
        required: true,
        description: 'Where it stands.',
        options: [
          { value: 'open', label: 'Open' },
          { value: 'in_progress', label: 'In progress' },
        ],
      },
      { path: '/tags', label: 'Tags', type: 'list', required: false },
      { path: '/odd~1name~0', label: 'Odd/name~', type: 'string', required: true },
      { path: '/address/postalCode', label: 'Postal code', type: 'string', required: false },
      { path: '/address/city', label: 'City', type: 'string', required: false },
      { path: '/properties', label: 'Properties', type: 'object', required: false },
    ]);
  });

  it('knows which payloads take further fields', () => {
    expect(isOpenPayload(z.record(z.string(), z.unknown()))).toBe(true);
    expect(isOpenPayload(z.looseObject({ a: z.string() }))).toBe(true);
    expect(isOpenPayload(z.strictObject({ a: z.string() }))).toBe(false);
  });
});
