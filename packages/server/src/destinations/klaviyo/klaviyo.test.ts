import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginAuthorization, completeAuthorization, refreshTokens, revoke, type CallContext } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { examples, key, order } from './examples.ts';
import { klaviyo } from './index.ts';
import { Settings } from './settings.ts';
import { klaviyoContract } from './twin/contract.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { createKlaviyoTwin, type KlaviyoTwin } from './twin/index.ts';
import { upsertProfile } from './upsert-profile.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: KlaviyoTwin;
let ctx: CallContext<Settings>;

beforeEach(() => {
  twin = createKlaviyoTwin();
  ctx = contextFor(twin);
});
afterEach(() => expect(twin.violations).toEqual([]));

describe('the connection', () => {
  it('says whose account it is, and misses a list that is not there', async () => {
    expect(await klaviyo.testConnection(contextFor(twin, { list: 'Y6nRLr' }))).toEqual({ account: 'Twin & Co (TwiNaC)' });
    const { classification } = await refusalOf(klaviyo.testConnection(contextFor(twin, { list: 'GoneXX' })));
    expect(classification).toMatchObject({ kind: 'permanent', code: 'list_not_found', problems: [{ path: '/list' }] });
  });

  it('does not take the public key for the private one', () => {
    expect(Settings.safeParse({ apiKey: 'AbC123' }).success).toBe(false);
  });

  it('signs in with PKCE and Basic client auth, learns the account, refreshes and revokes', async () => {
    const client = { clientId: 'client-1', clientSecret: 'secret-1' };
    const context = { definition: klaviyo, settings: Settings.parse({}), client, fetch: twin.fetch, now: () => NOW };
    const redirectUri = 'https://handoff.example/callback';
    const begun = await beginAuthorization(context, redirectUri, klaviyo.operations['upsertProfile']?.scopes ?? []);
    expect(new URL(begun.url).origin).toBe('https://www.klaviyo.com');
    const back = new URL(twin.approve(begun.url));
    const cameBack = { settings: Settings.parse({}), callback: back.searchParams };
    const tokens = await completeAuthorization(context, { ...begun, redirectUri }, back);
    expect(tokens).toMatchObject({ refreshToken: 'twin-refresh', expiresAt: NOW + 3_600_000, scopes: ['accounts:read', 'profiles:write'] });
    if (klaviyo.auth.kind !== 'oauth2') throw new Error('Klaviyo signs in by OAuth');
    expect(await klaviyo.auth.settingsFromToken?.({ access_token: tokens.accessToken }, twin.fetch, cameBack)).toEqual({
      accountId: 'TwiNaC',
    });
    expect(await klaviyo.auth.settingsFromToken?.({ access_token: 'wrong' }, twin.fetch, cameBack)).toEqual({});
    const fresh = await refreshTokens(context, tokens);
    expect(fresh).toMatchObject({ refreshToken: 'twin-refresh' });
    expect(fresh.accessToken).not.toBe(tokens.accessToken);
    const lost = await refusalOf(refreshTokens(context, { ...tokens, refreshToken: 'revoked' }));
    expect(lost.classification.kind).toBe('reauth');
    await revoke(context, fresh);
    expect(await klaviyo.auth.settingsFromToken?.({ access_token: fresh.accessToken }, twin.fetch, cameBack)).toEqual({});
  });
});

describe('limits', () => {
  const scopes = (settings: Partial<Settings>) => klaviyo.limits(Settings.parse(settings)).map(({ scope }) => scope);

  it('are counted for each endpoint in both windows, and shared by all connections of a key', () => {
    const settings = Settings.parse(key);
    const event = klaviyo.operations['trackEvent']?.limits?.(settings, order);
    expect(event?.map(({ max, windowMs }) => [max, windowMs])).toEqual([
      [350, 1000],
      [3500, 60_000],
    ]);
    const ada = { email: 'a@example.com' };
    expect(upsertProfile.limits?.(settings, ada).map(({ max }) => max)).toEqual([75, 750]);
    expect(upsertProfile.limits?.(settings, { ...ada, consent: 'unsubscribed' }).map(({ max }) => max)).toEqual([75, 750, 75, 750]);
    expect(scopes(key)).toEqual(scopes({ ...key, list: 'Other1' }));
    expect(scopes(key).join()).not.toContain(key.apiKey.slice(3, 12));
  });

  it('tell an app from the keys of the same account, and count a connection by itself where nothing else is known', () => {
    expect(scopes({ accountId: 'TwiNaC' })).not.toEqual(scopes({ accountId: 'TwiNaC', apiKey: key.apiKey }));
    expect(scopes({}).every((scope) => !scope.includes(':'))).toBe(true);
  });

  it('are what the twin enforces, and its hint is followed', async () => {
    let now = NOW;
    twin = createKlaviyoTwin({ now: () => now });
    ctx = contextFor(twin);
    const write = (index: number) => upsertProfile.perform(ctx, upsertProfile.payload.parse({ email: `p${index}@example.com` }));
    for (let index = 0; index < 75; index += 1) await write(index);
    const { classification } = await refusalOf(write(75));
    expect(classification).toMatchObject({ kind: 'retry', code: 'rate_limited', afterMs: 1000 });
    now += 1000;
    await write(75);
    expect(twin.profiles()).toHaveLength(76);
  });
});

it.skipIf(klaviyoContract() === undefined)('checks against a contract that does refuse (../shared/specs/klaviyo)', () => {
  const ask = (attributes: object, revision = '2026-07-15') =>
    klaviyoContract()?.({
      method: 'POST',
      path: '/api/profile-import',
      query: new URLSearchParams({ 'additional-fields[profile]': 'subscriptions' }),
      headers: new Headers({ 'content-type': 'application/vnd.api+json', revision }),
      body: { data: { type: 'profile', attributes } },
    });
  expect(ask({ email: 'a@example.com', first_name: null, properties: { own: 1 } })).toEqual([]);
  expect(ask({ email: 'a@example.com', firstName: 'Ada' })?.join()).toMatch(/firstName/);
  expect(ask({ email: 7 })?.join()).toMatch(/email/);
  expect(ask({ email: 'a@example.com' }, '2024-10-15')?.join()).toMatch(/revision/);
});
