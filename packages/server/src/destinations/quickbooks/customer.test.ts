import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext } from '../kit/index.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { classify } from './classify.ts';
import { upsertCustomer } from './customer.ts';
import { quickbooks } from './index.ts';
import { Settings } from './settings.ts';
import { createQuickbooksTwin, type QuickbooksTwin } from './twin.ts';
import { quickbooksContract } from './twin/contract.ts';
import { REALM, TOKEN } from './twin/routes.ts';

let twin: QuickbooksTwin;
let ctx: CallContext<Settings>;

beforeEach(() => {
  twin = createQuickbooksTwin({ checkContract: quickbooksContract() });
  ctx = createCallContext({
    definition: quickbooks,
    settings: Settings.parse({ realmId: REALM }),
    accessToken: TOKEN,
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'evt-1',
    now: () => NOW,
    record: () => undefined,
  });
});
afterEach(() => expect(twin.violations).toEqual([]));

const upsert = (payload: Record<string, unknown>) => upsertCustomer.perform(ctx, upsertCustomer.payload.parse(payload));
const ada = { givenName: 'Ada', familyName: 'Lovelace', email: 'ada@example.com' };

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', contactForm7, { DisplayName: 'Ada Lovelace', Notes: 'Hello', PrimaryEmailAddr: { Address: 'ada@example.com' } }],
    [
      'a form with a company',
      formSubmitted,
      { DisplayName: 'Analytical Ltd', GivenName: 'Ada', Notes: 'I would like an offer for 3 engines.' },
    ],
    ['an order', shopify('orders-create-guest'), { DisplayName: 'Jonas Weber', BillAddr: { City: 'Köln', PostalCode: '50968' } }],
    ['a customer', shopify('customers-create'), { PrimaryEmailAddr: { Address: expect.stringContaining('@') } }],
  ])('makes a customer of %s', async (_, event, customer) => {
    for (const sample of [event, undefined]) {
      const { payload, problems } = compileMapping(upsertCustomer.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await upsert(payload);
    }
    expect(twin.of('Customer')).toMatchObject([customer]);
  });
});

describe('a customer who is there', () => {
  it('is found by e-mail address whatever the name, changed in what differs, and left alone where nothing does', async () => {
    twin.seed('Customer', { DisplayName: 'Countess L.', PrimaryEmailAddr: { Address: 'ADA@example.com' }, Notes: 'VIP' });
    expect(await upsert({ ...ada, phone: '1' })).toMatchObject({ effect: 'updated' });
    expect(twin.of('Customer')).toMatchObject([{ DisplayName: 'Countess L.', Notes: 'VIP', GivenName: 'Ada', SyncToken: '1' }]);
    expect(await upsert({ ...ada, phone: '1' })).toMatchObject({ effect: 'unchanged' });
    expect(await upsertCustomer.findMatch?.(ctx, upsertCustomer.payload.parse(ada))).toMatchObject({ label: 'Countess L.' });
  });

  it('is written with the token of the record, since the one of a list may be old', async () => {
    twin.seed('Customer', { DisplayName: 'Ada', PrimaryEmailAddr: { Address: ada.email } });
    for (const phone of ['1', '2', '3']) await upsert({ ...ada, phone });
    expect(twin.of('Customer')).toMatchObject([{ SyncToken: '3', PrimaryPhone: { FreeFormNumber: '3' } }]);
  });

  it('is read again when somebody else changed it meanwhile (5010), once', async () => {
    twin.seed('Customer', { DisplayName: 'Ada', PrimaryEmailAddr: { Address: ada.email } });
    const stale = {
      when: 'before' as const,
      match: /^POST/,
      answer: { status: 400, body: { Fault: { Error: [{ code: '5010', Message: 'Stale Object Error' }] } } },
    };
    twin.inject(stale);
    expect(await upsert(ada)).toMatchObject({ effect: 'updated' });
    twin.inject(stale, stale);
    expect((await refusalOf(upsert({ ...ada, phone: '9' }))).classification).toMatchObject({ kind: 'retry', code: 'qbo_5010' });
  });
});

describe('a name that is taken (6240)', () => {
  it('by a customer without an address is theirs', async () => {
    twin.seed('Customer', { DisplayName: 'Ada Lovelace' });
    expect(await upsert(ada)).toMatchObject({ effect: 'updated' });
    expect(twin.of('Customer')).toHaveLength(1);
  });

  it.each([
    ['a customer with another address', 'Customer', { PrimaryEmailAddr: { Address: 'other@example.com' } }],
    ['a supplier', 'Vendor', {}],
  ])('by %s gets the address beside it', async (_, kind, more) => {
    twin.seed(kind, { DisplayName: 'Ada Lovelace', ...more });
    await upsert(ada);
    await upsert(ada);
    expect(twin.of('Customer').filter((customer) => customer['DisplayName'] === 'Ada Lovelace (ada@example.com)')).toHaveLength(1);
  });

  it('without an address to tell them apart is said in words', async () => {
    twin.seed('Vendor', { DisplayName: "Ada's" });
    expect((await refusalOf(upsert({ displayName: "Ada's" }))).classification).toMatchObject({
      kind: 'permanent',
      code: 'qbo_6240',
      problems: [{ path: '/displayName' }],
    });
  });
});

describe('what QuickBooks answers', () => {
  const meaning = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    classify(
      { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body), json: typeof body === 'string' ? undefined : body },
      NOW,
    );
  const fault = (code: string, detail = '') => ({
    Fault: { Error: [{ Message: 'As QuickBooks says it', Detail: detail, code }], type: 'ValidationFault' },
  });

  it.each([
    [401, '3200', 'reauth'],
    [403, '3100', 'scope'],
    [400, '5020', 'scope'],
    [403, '6190', 'scope'],
    [200, '6190', 'scope'],
    [400, '610', 'permanent'],
    [400, '2020', 'permanent'],
    [400, '2500', 'permanent'],
    [400, '6000', 'permanent'],
    [400, '6070', 'permanent'],
    [400, '9999', 'permanent'],
    [200, '9999', 'permanent'],
    [500, '10000', 'retry'],
    [403, '003100', 'scope'],
  ])('%i with %s is %s', (status, code, kind) => expect(meaning(status, fault(code)).kind).toBe(kind));

  it('waits a minute when throttled, also where that comes as XML with 403', () => {
    expect(meaning(429, {})).toMatchObject({ kind: 'retry', afterMs: 60_000 });
    expect(
      meaning(403, '<IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001'),
    ).toMatchObject({ kind: 'retry', code: 'rate_limited' });
  });

  it('tells a passing failure of the sign-in service from a refusal', () => {
    expect(meaning(500, fault('120', 'AuthorizationFailure: Unknown Error during Authentication, statusCode: 500')).kind).toBe('retry');
    expect(meaning(401, { fault: { error: [{ code: '120', message: 'x' }], type: 'AUTHENTICATION' } }).kind).toBe('reauth');
  });

  it('passes on what QuickBooks says, with the field it is about', () => {
    expect(meaning(400, fault('2090', 'DepositToAccountRef'))).toMatchObject({
      message: expect.stringContaining('As QuickBooks says it'),
      problems: [{ path: '/accountId' }],
    });
  });
});

describe('the connection', () => {
  it('learns its company from the address a person returns to', async () => {
    if (quickbooks.auth.kind !== 'oauth2') throw new Error('no OAuth');
    const back = (query: string) => ({ settings: ctx.settings, callback: new URLSearchParams(query) });
    const found = (query: string, answer = {}) =>
      quickbooks.auth.kind === 'oauth2' && quickbooks.auth.settingsFromToken?.(answer, twin.fetch, back(query));
    expect(await found('code=x&realmId=9130347596842384')).toEqual({ realmId: '9130347596842384' });
    expect(await found('', { realmId: '123' })).toEqual({ realmId: '123' });
    expect(await found('realmId=../../v3')).toEqual({});
  });

  it('goes to the sandbox where it says so, and counts by company', () => {
    expect(quickbooks.baseUrl(Settings.parse({ environment: 'sandbox', realmId: '7' }))).toBe(
      'https://sandbox-quickbooks.api.intuit.com/v3/company/7',
    );
    expect(quickbooks.limits(Settings.parse({ realmId: '7' })).map(({ scope, max, perCall }) => [scope, max, perCall])).toEqual([
      ['second:7', 10, true],
      ['minute:7', 500, true],
    ]);
  });

  it('refuses tax codes that are none', () => {
    expect(Settings.safeParse({ taxCodes: '19=5, 7=8' }).success).toBe(true);
    expect(Settings.safeParse({ taxCodes: '19 percent' }).success).toBe(false);
  });
});
