import type { Envelope } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext, type VendorResponse } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7 } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { classify } from './classify.ts';
import { examples } from './examples.ts';
import { stripe } from './index.ts';
import { saveCustomer } from './save-customer.ts';
import { API_VERSION, limits, Settings } from './settings.ts';
import { createStripeTwin, KEY, type StripeTwin, type StripeTwinOptions } from './twin.ts';
import { stripeContract } from './twin/contract.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

const checkContract = stripeContract();
let twin: StripeTwin = createStripeTwin();

function start(options: StripeTwinOptions = {}): void {
  twin = createStripeTwin({ checkContract, ...options });
}
afterEach(() => expect(twin.violations).toEqual([]));

const contextFor = (key = 'delivery-1', settings: Partial<Settings> = {}): CallContext<Settings> =>
  createCallContext<Settings>({
    definition: stripe,
    settings: Settings.parse({ apiKey: KEY, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: key,
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'request-key',
    record: () => undefined,
  });
const save = (payload: object, key?: string) => saveCustomer.perform(contextFor(key), saveCustomer.payload.parse(payload));
const ada = { email: 'ada@example.com', name: 'Ada Lovelace' };

describe('one customer for one address', () => {
  it('is made once and updated by the next event; what is not mapped stays, null clears and a blank wipes nothing', async () => {
    start();
    const first = await save({ ...ada, phone: '+4930123456', description: 'VIP', metadata: { a: 1, b: true } });
    expect(first).toMatchObject({ effect: 'created', url: `https://dashboard.stripe.com/customers/${first.id}` });
    expect(await save({ ...ada, name: '', description: null, metadata: { b: 'no' } }, 'delivery-2')).toMatchObject({
      id: first.id,
      effect: 'updated',
    });
    expect(twin.customers()).toEqual([
      { id: first.id, object: 'customer', ...ada, phone: '+4930123456', description: null, metadata: { a: '1', b: 'no' } },
    ]);
  });

  it('is made under a key that outlives a lost answer, even where the list does not show it yet', async () => {
    start();
    await save(ada);
    // Stripe forgets nothing of the first call: the list is answered as if it had not seen the customer.
    twin.inject({ match: /^GET /, when: 'before', answer: { status: 200, body: { object: 'list', data: [], has_more: false } } });
    await save(ada);
    expect(twin.customers()).toHaveLength(1);
  });

  it('can be sent with other values after a mapping was corrected, which Stripe refuses under the same key', async () => {
    start();
    await save(ada);
    twin.inject({ match: /^GET /, when: 'before', answer: { status: 200, body: { object: 'list', data: [], has_more: false } } });
    expect(await save({ ...ada, name: 'Augusta' })).toMatchObject({ effect: 'created' });
  });

  it('is made after a failure that Stripe remembers under its key', async () => {
    start();
    twin.failInside();
    expect((await refusalOf(save(ada))).classification).toMatchObject({ kind: 'retry' });
    expect(await save(ada)).toMatchObject({ effect: 'created' });
    expect(twin.customers()).toHaveLength(1);
  });

  it('is the newest where Stripe has several, and the owner is told', async () => {
    start({ customers: [ada, { ...ada, name: 'Ada II' }] });
    const { differences } = await save({ ...ada, phone: '+4930123456' });
    expect(twin.customers().map((customer) => customer['phone'])).toEqual(['+4930123456', undefined]);
    expect(differences).toEqual([{ path: '/email', message: expect.stringContaining('several customers') }]);
  });

  it('is shown in the preview, without writing', async () => {
    start({ customers: [ada] });
    expect(await saveCustomer.findMatch!(contextFor(), { email: ada.email })).toMatchObject({
      label: expect.stringContaining('Ada Lovelace (cus_'),
    });
    expect(await saveCustomer.findMatch!(contextFor(), { email: 'no@example.com' })).toBeUndefined();
  });
});

describe('what Stripe says', () => {
  const answer = (status: number, error: object, headers: Record<string, string> = {}): VendorResponse => ({
    status,
    headers,
    text: JSON.stringify({ error }),
    json: { error },
  });

  it('is tried again where Stripe asks for it, whatever the status', () => {
    const error = { code: 'lock_timeout', message: 'This object cannot be accessed right now' };
    expect(classify(answer(400, error, { 'stripe-should-retry': 'true' }), 0)).toMatchObject({ kind: 'retry', afterMs: 2000 });
    expect(classify(answer(400, error, { 'stripe-should-retry': 'false' }), 0)).toMatchObject({ kind: 'permanent' });
  });

  it('names the field it refused', () => {
    expect(classify(answer(400, { code: 'email_invalid', param: 'email', message: 'Invalid email address' }), 0)).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/email', message: expect.stringContaining('does not accept this e-mail') }],
    });
    expect(classify(answer(400, { param: 'shipping[address][country]', message: 'Country is unknown' }), 0)).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/shipping/address/country', message: expect.stringContaining('Country is unknown') }],
    });
  });

  it('names the permission a restricted key lacks', () => {
    const message =
      "The provided key does not have the required permissions. Having the 'rak_customer_write' permission would allow this request to continue.";
    expect(classify(answer(403, { message }), 0)).toMatchObject({ kind: 'scope', missing: ['rak_customer_write'] });
  });

  it.each([
    [401, { message: 'Invalid API Key provided' }, 'reauth', 'unauthorized'],
    [404, { code: 'resource_missing', param: 'id', message: 'No such customer' }, 'permanent', 'resource_missing'],
    [400, { type: 'idempotency_error', message: 'Keys for idempotent requests' }, 'permanent', 'idempotency_error'],
    [409, { type: 'idempotency_error', message: 'another in-progress request' }, 'retry', 'in_progress'],
    [429, { code: 'lock_timeout', message: 'locked' }, 'retry', 'locked'],
    [429, { code: 'rate_limit', message: 'too many' }, 'retry', 'rate_limited'],
    [500, { type: 'api_error', message: 'oops' }, 'retry', 'server_error'],
  ])('%i %j is %s', (status, error, kind, code) => expect(classify(answer(status, error), 0)).toMatchObject({ kind, code }));

  it('waits as long as Stripe says', () => {
    expect(classify(answer(429, { code: 'rate_limit', message: 'm' }, { 'retry-after': '9' }), 0)).toMatchObject({ afterMs: 9000 });
  });

  it('is compared with what was sent', async () => {
    start();
    twin.inject({ match: /^POST /, when: 'before', answer: { status: 200, body: { id: 'cus_1', email: 'ada@example.com', name: 'ADA' } } });
    expect((await save({ ...ada, phone: '+4930123456' })).differences).toEqual([
      { path: '/name', message: expect.stringContaining('"ADA"') },
      { path: '/phone', message: expect.stringContaining('keeps ""') },
    ]);
  });
});

describe('the first mapping', () => {
  const mapped = (event: Envelope) => compileMapping(saveCustomer.defaultMapping(event.type, event)).apply(event);

  it('takes a customer from a Contact Form 7 form and from an order as they are', async () => {
    expect(mapped(contactForm7)).toMatchObject({ problems: [], payload: ada });
    const { payload, problems } = mapped(shopify('orders-paid'));
    expect(problems).toEqual([]);
    start();
    await save(payload);
    expect(twin.customers()).toMatchObject([{ address: { city: expect.any(String), country: expect.stringMatching(/^[A-Z]{2}$/) } }]);
  });

  it('leaves out a phone number it cannot read rather than lose the customer', () => {
    expect(mapped({ ...contactForm7, subject: { email: 'a@example.com', phone: 'ask at the front desk' } }).payload).toEqual({
      email: 'a@example.com',
    });
  });
});

describe('the connection', () => {
  it('takes keys that may write, and never shows one', () => {
    expect(Settings.safeParse({ apiKey: ['pk', 'live', '0123456789abc'].join('_') }).success).toBe(false);
    expect(JSON.stringify(limits(Settings.parse({ apiKey: KEY })))).not.toContain(KEY.slice(8, 20));
  });

  it('halves its pace in test mode, where Stripe allows 25 calls a second in all', () => {
    const test = Settings.parse({ apiKey: ['sk', 'test', '0123456789abc'].join('_') });
    expect(limits(test)[0]).toMatchObject({ max: 25, windowMs: 1000, cost: 2 });
    expect(limits(Settings.parse({ apiKey: KEY }))[0]).not.toHaveProperty('cost');
  });

  it('is slowed down by the twin as Stripe does it', async () => {
    start({ now: () => 0 });
    const outcomes = await Promise.allSettled(Array.from({ length: 26 }, () => stripe.testConnection(contextFor())));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(twin.refused()).toBe(1);
  });
});

describe('erasing', () => {
  const erase = async (settings: Partial<Settings>, records: { operation: string; id: string }[] = []) =>
    stripe.erasePerson?.(contextFor('delivery-1', settings), { email: 'ada@example.com', records });

  it('is left to the owner until they allow it, because it ends subscriptions', async () => {
    start({ customers: [{ email: 'ada@example.com' }] });
    const { classification } = await refusalOf(erase({}));
    expect(classification).toMatchObject({
      kind: 'permanent',
      code: 'erasing_switched_off',
      message: expect.stringContaining('subscriptions'),
    });
    expect(twin.customers()).toHaveLength(1);
  });

  it('deletes every customer with the address and those we made, once and again, and says what stays', async () => {
    start({
      customers: [{ email: 'ada@example.com' }, { email: 'ada@example.com' }, { email: 'was@example.com' }, { email: 'bob@example.com' }],
    });
    const records = [{ operation: 'saveCustomer', id: twin.customers().find(({ email }) => email === 'was@example.com')?.id ?? '' }];
    for (let time = 0; time < 2; time += 1)
      expect(await erase({ deleteOnErasure: true }, records)).toEqual({ stays: expect.stringContaining('invoices') });
    expect(twin.customers().map(({ email }) => email)).toEqual(['bob@example.com']);
  });
});

describe("Stripe's contract", () => {
  const request = (form: Record<string, string>, path = '/v1/customers', headers: Record<string, string> = {}) => ({
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers: new Headers({ 'content-type': 'application/x-www-form-urlencoded', 'stripe-version': API_VERSION, ...headers }),
    body: form,
  });

  it.skipIf(checkContract === undefined)('refuses what is known to be wrong', () => {
    expect(checkContract!(request({ email: 'a@example.com', 'address[city]': 'Bonn', 'preferred_locales[0]': 'de' }))).toEqual([]);
    const wrong = [
      request({ mail: 'a@example.com' }),
      request({ 'address[town]': 'Bonn' }),
      request({ 'shipping[name]': 'Ada' }),
      request({ metadata: 'none' }),
      request({ preferred_locales: 'de' }),
      request({ payment_method: 'pm_1' }, '/v1/customers/cus_1'),
      request({}, '/v1/customer'),
      request({}, '/v1/customers', { 'stripe-version': '2020-01-01' }),
      request({}, '/v1/customers', { 'content-type': 'application/json' }),
    ];
    for (const candidate of wrong) expect(checkContract!(candidate), JSON.stringify(candidate.body)).not.toEqual([]);
  });
});
