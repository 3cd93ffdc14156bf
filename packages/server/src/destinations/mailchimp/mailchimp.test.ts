import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { examples, key } from './examples.ts';
import { mailchimp } from './index.ts';
import { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { createMailchimpTwin, type MailchimpTwin, type MailchimpTwinOptions } from './twin.ts';
import { mailchimpContract } from './twin/contract.ts';
import { upsertMember } from './upsert-member.ts';

const checkContract = mailchimpContract();

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: MailchimpTwin;
let ctx: CallContext<Settings>;

function start(options: MailchimpTwinOptions = {}): void {
  twin = createMailchimpTwin({ checkContract, ...options });
  ctx = contextFor(twin, key);
}

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('the connection', () => {
  it('lists the audiences there are when the chosen one is not among them', async () => {
    start({ audience: 'other1' });
    const { classification } = await refusalOf(mailchimp.testConnection(ctx));
    expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('Newsletter (other1)') });
  });

  it('learns the data centre from the sign-in', async () => {
    const auth = mailchimp.auth;
    if (auth.kind !== 'oauth2') throw new Error('Mailchimp signs in by OAuth');
    const back = { settings: Settings.parse({ audience: 'a1' }), callback: new URLSearchParams() };
    expect(await auth.settingsFromToken?.({ access_token: twin.accessToken }, twin.fetch, back)).toEqual({ dataCentre: 'us21' });
    await expect(auth.settingsFromToken?.({ access_token: 'wrong' }, twin.fetch, back)).rejects.toThrow(/data centre/);
    expect(() => mailchimp.baseUrl(Settings.parse({ audience: 'a1' }))).toThrow(/data centre/);
  });

  it('refuses a key whose data centre would be another host', () => {
    expect(Settings.safeParse({ ...key, apiKey: '0123456789abcdef-evil.example/' }).success).toBe(false);
  });

  it('finds the person a payload would change, without writing', async () => {
    twin.seed({ email: 'ada@example.com', status: 'pending', mergeFields: { FNAME: 'Ada', LNAME: 'Lovelace' } });
    expect(await upsertMember.findMatch?.(ctx, upsertMember.payload.parse({ email: 'Ada@example.com' }))).toMatchObject({
      label: 'Ada Lovelace (pending)',
    });
    expect(await upsertMember.findMatch?.(ctx, upsertMember.payload.parse({ email: 'no@example.com' }))).toBeUndefined();
  });

  it('uses one limit for every connection of a key, without showing the key', () => {
    const limits = mailchimp.limits(Settings.parse(key));
    expect(limits).toEqual(mailchimp.limits(Settings.parse({ ...key, audience: 'another' })));
    expect(limits[0]?.concurrency).toBe(10);
    expect(JSON.stringify(limits)).not.toContain(key.apiKey.slice(0, 12));
  });
});

it.skipIf(checkContract === undefined)('checks orders against a contract that does refuse', () => {
  const ask = (method: string, path: string, body: unknown) => {
    const headers = new Headers({ 'content-type': 'application/json' });
    return checkContract?.({ method, path: `/3.0/ecommerce/stores/s1${path}`, query: new URLSearchParams(), headers, body })?.join();
  };
  const customer = { id: 'c1', email_address: 'a@example.com', opt_in_status: false };
  const line = { id: 'l1', product_id: 'p1', product_variant_id: 'v1', quantity: 1, price: 5 };
  const order = { id: 'o1', customer, currency_code: 'EUR', order_total: 5, lines: [line] };
  expect(ask('POST', '/orders', order)).toBe('');
  expect(ask('POST', '/orders', { ...order, order_total: '5' })).toMatch(/number/);
  expect(ask('POST', '/orders', { ...order, lines: [{ ...line, product_variant_id: undefined }] })).toMatch(/product_variant_id/);
  expect(ask('PUT', '/orders/o1', order)).toMatch(/no such method/);
  expect(ask('PUT', '/customers/c1', { ...customer, opt_in_status: undefined })).toMatch(/opt_in_status/);
  expect(ask('PUT', '/customers/c1', { ...customer, phone: '1' })).toMatch(/phone/);
});

it.skipIf(checkContract === undefined)('checks against a contract that does refuse (../shared/specs/mailchimp)', () => {
  const ask = (hash: string, body: unknown) =>
    checkContract?.({
      method: 'PUT',
      path: `/3.0/lists/a1/members/${hash}`,
      query: new URLSearchParams(),
      headers: new Headers({ 'content-type': 'application/json' }),
      body,
    });
  const hash = '0123456789abcdef0123456789abcdef';
  expect(ask(hash, { email_address: 'a@example.com', status_if_new: 'pending', merge_fields: { OWN: 1 } })).toEqual([]);
  expect(ask(hash, { email_address: 'a@example.com', status_if_new: 'pending', tags: ['x'] })?.join()).toMatch(/tags/);
  expect(ask('a@example.com', { email_address: 'a@example.com', status_if_new: 'pending' })?.join()).toMatch(/subscriber_hash/);
  expect(ask(hash, { email_address: 'a@example.com' })?.join()).toMatch(/status_if_new/);
});
