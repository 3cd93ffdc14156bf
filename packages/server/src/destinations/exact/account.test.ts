import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, needsRefresh, refreshTokens, type CallContext } from '../kit/index.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { upsertAccount } from './account.ts';
import { classify } from './classify.ts';
import { exact } from './index.ts';
import { Settings } from './settings.ts';
import { createExactTwin, type ExactTwin } from './twin.ts';
import { exactContract } from './twin/contract.ts';
import { DIVISION, TOKEN } from './twin/routes.ts';

const ACCOUNTS = 'crm/Accounts';
let twin: ExactTwin;
let ctx: CallContext<Settings>;

beforeEach(() => {
  twin = createExactTwin({ checkContract: exactContract() });
  ctx = createCallContext({
    definition: exact,
    settings: Settings.parse({ division: DIVISION }),
    accessToken: TOKEN,
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'evt-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: () => undefined,
  });
});
afterEach(() => expect(twin.violations).toEqual([]));

const upsert = (payload: Record<string, unknown>) => upsertAccount.perform(ctx, upsertAccount.payload.parse(payload));
const lookUp = async (payload: Record<string, unknown>) => upsertAccount.lookup?.(ctx, upsertAccount.payload.parse(payload));
const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', contactForm7, { Name: 'Ada Lovelace', Email: 'ada@example.com', Remarks: 'Hello' }],
    ['a form with a company', formSubmitted, { Name: 'Analytical Ltd', Country: 'DE' }],
    ['an order', shopify('orders-create-guest'), { Name: 'Jonas Weber', City: 'Köln', Postcode: '50968', Country: 'DE' }],
  ])('makes an account of %s, once', async (_, event, account) => {
    for (const sample of [event, undefined]) {
      const { payload, problems } = compileMapping(upsertAccount.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await upsert(payload);
    }
    expect(twin.of(ACCOUNTS)).toMatchObject([{ ...account, Status: 'C' }]);
  });
});

describe('an account that is there', () => {
  it('is found by e-mail address, keeps its name, and changes in what differs', async () => {
    twin.seed(ACCOUNTS, { Name: 'Lovelace BV', Email: 'ADA@example.com', Phone: '1' });
    expect(await upsert({ ...ada, city: "'s-Hertogenbosch" })).toMatchObject({ effect: 'updated' });
    expect(twin.of(ACCOUNTS)).toMatchObject([{ Name: 'Lovelace BV', Phone: '1', City: "'s-Hertogenbosch" }]);
    expect(await upsert({ ...ada, city: "'s-Hertogenbosch" })).toMatchObject({ effect: 'unchanged' });
    expect(await upsertAccount.findMatch?.(ctx, upsertAccount.payload.parse(ada))).toMatchObject({ label: 'Lovelace BV' });
  });

  it('is found by a name with an apostrophe where there is no address', async () => {
    twin.seed(ACCOUNTS, { Name: "Ada's" });
    expect(await upsert({ name: "Ada's" })).toMatchObject({ effect: 'unchanged' });
  });

  it('counts as done by an earlier try only when it holds what was sent', async () => {
    twin.seed(ACCOUNTS, { Name: 'Ada', Email: ada.email });
    expect(await lookUp({ ...ada, phone: '2' })).toBeUndefined();
    expect(await lookUp(ada)).toMatchObject({ effect: 'unchanged' });
  });
});

describe('what Exact answers', () => {
  const meaning = (status: number, value: string | undefined, headers: Record<string, string> = {}) => {
    const json = value === undefined ? undefined : { error: { code: '', message: { lang: '', value } } };
    return classify({ status, headers, text: JSON.stringify(json ?? ''), json }, NOW);
  };

  it.each([
    [400, 'Does not exist: VAT code 7', 'permanent'],
    [401, undefined, 'reauth'],
    [403, 'Forbidden', 'scope'],
    [404, 'Resource not found', 'permanent'],
    [500, 'Something', 'retry'],
    [429, 'Too Many Requests', 'retry'],
  ])('%i is %s', (status, value, kind) => expect(meaning(status, value).kind).toBe(kind));

  it('names the field where Exact names it, in its own language', () => {
    expect(meaning(400, 'Bestaat niet: Dagboek 71')).toMatchObject({ message: expect.stringContaining('Check "Sales journal"') });
    expect(meaning(400, 'Bestaat niet: Artikel')).toMatchObject({ problems: [{ path: '/lines' }] });
  });

  it('waits until the minute or the day is full again, which Exact tells in epoch milliseconds', () => {
    const at = (ms: number) => String(NOW + ms);
    expect(
      meaning(429, undefined, {
        'x-ratelimit-minutely-reset': at(12_000),
        'x-ratelimit-reset': at(3_600_000),
        'x-ratelimit-remaining': '4000',
      }),
    ).toMatchObject({ afterMs: 12_000 });
    expect(meaning(429, undefined, { 'x-ratelimit-reset': at(3_600_000), 'x-ratelimit-remaining': '0' })).toMatchObject({
      afterMs: 3_600_000,
      message: expect.stringContaining('for today'),
    });
    expect(meaning(429, undefined)).toMatchObject({ afterMs: 60_000 });
  });

  it('waits an hour when locked out for too many errors', () => {
    expect(meaning(403, 'Your app is temporarily blocked')).toMatchObject({ kind: 'retry', code: 'locked_out', afterMs: 3_600_000 });
  });
});

describe('the sign-in', () => {
  const client = { clientId: 'client', clientSecret: 'client-secret' };
  const context = (now: () => number) => ({ definition: exact, settings: ctx.settings, client, fetch: twin.fetch, now });

  it('is renewed in the last 30 of its 600 seconds, and each refresh token serves once', async () => {
    let now = NOW;
    twin = createExactTwin({ at: () => now });
    const first = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: NOW + 600_000 };
    expect(needsRefresh(first, exact, NOW + 569_999)).toBe(false);
    expect(
      (
        await refusalOf(
          refreshTokens(
            context(() => now),
            first,
          ),
        )
      ).classification,
    ).toMatchObject({ kind: 'retry', code: 'too_early' });
    now = NOW + 570_000;
    expect(needsRefresh(first, exact, now)).toBe(true);
    expect(
      await refreshTokens(
        context(() => now),
        first,
      ),
    ).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: now + 600_000 });
    expect(
      (
        await refusalOf(
          refreshTokens(
            context(() => now),
            first,
          ),
        )
      ).classification,
    ).toMatchObject({ kind: 'reauth', code: 'grant_ended', message: expect.stringContaining('Reconnect it') });
  });

  it('finds out the company that is open, on the site of the country', async () => {
    if (exact.auth.kind !== 'oauth2') throw new Error('no OAuth');
    twin = createExactTwin({ origin: 'https://start.exactonline.be' });
    const back = (settings: Partial<Settings>) => ({ settings: Settings.parse(settings), callback: new URLSearchParams() });
    expect(await exact.auth.settingsFromToken?.({ access_token: TOKEN }, twin.fetch, back({ country: 'be' }))).toEqual({
      division: DIVISION,
    });
    expect(await exact.auth.settingsFromToken?.({ access_token: TOKEN }, twin.fetch, back({ country: 'be', division: '7' }))).toEqual({});
    expect(await exact.auth.settingsFromToken?.({ access_token: 'wrong' }, twin.fetch, back({ country: 'be' }))).toEqual({});
    expect(exact.auth.tokenUrl(Settings.parse({ country: 'uk' }))).toBe('https://start.exactonline.co.uk/api/oauth2/token');
  });

  it('without a company says what to enter', async () => {
    const settings = Settings.parse({});
    expect((await refusalOf(exact.testConnection({ ...ctx, settings }))).classification).toMatchObject({
      kind: 'scope',
      code: 'no_division',
    });
  });
});
