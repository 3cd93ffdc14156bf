import { describe, expect, it } from 'vitest';
import { beginAuthorization, completeAuthorization, refreshTokens } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { refusalOf } from '../testing/refusal.ts';
import { examples } from './examples.ts';
import { zendesk } from './index.ts';
import { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { zendeskContract } from './twin/contract.ts';
import { createZendeskTwin } from './twin/index.ts';
import { CLIENT, CODE } from './twin/oauth.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

it('holds requests against the contract: a wrong one is refused', ({ skip }) => {
  const check = zendeskContract();
  if (check === undefined) return skip('../shared/specs/zendesk is not there');
  const post = (path: string, body: unknown) =>
    check({ method: 'POST', path, query: new URLSearchParams(), headers: new Headers({ 'content-type': 'application/json' }), body });
  expect(post('/api/v2/tickets', { ticket: { comment: { body: 'Hello' } } })).toEqual([]);
  expect(post('/api/v2/tickets', { ticket: { comment: { body: 'Hello' }, prioritty: 'low' } }).join()).toContain('prioritty');
  expect(post('/api/v2/tickets', { ticket: { subject: 'No comment' } }).join()).toContain('comment');
  expect(post('/api/v2/users/create_or_update', { user: { email: 'ada@example.com' } }).join()).toContain('name');
});

describe('signing in', () => {
  const REDIRECT = 'https://handoff.test/oauth/callback';
  const start = (now: () => number) => {
    const twin = createZendeskTwin({ at: now });
    const context = { definition: zendesk, settings: Settings.parse({ subdomain: 'engines' }), client: CLIENT, fetch: twin.fetch, now };
    const works = (accessToken: string) => zendesk.testConnection(contextFor(twin, { accessToken }).ctx);
    return { context, works };
  };

  it('asks at the shop’s own Zendesk, gets tokens that end, and renews them once', async () => {
    let now = Date.UTC(2026, 10, 21);
    const { context, works } = start(() => now);
    const begun = await beginAuthorization(context, REDIRECT, ['read', 'tickets:write']);
    expect(begun.url).toMatch(
      /^https:\/\/engines\.zendesk\.com\/oauth\/authorizations\/new\?.*scope=read\+tickets%3Awrite.*code_challenge_method=S256/,
    );

    const callback = new URLSearchParams({ code: CODE, state: begun.state });
    const first = await completeAuthorization(context, { ...begun, redirectUri: REDIRECT }, callback);
    expect(first.expiresAt).toBe(now + 1_800_000);
    expect(await works(first.accessToken)).toEqual({ account: 'Zendesk engines (Ada Agent)' });

    now += 1_740_000;
    const second = await refreshTokens(context, first);
    expect(await works(second.accessToken)).toMatchObject({ account: expect.any(String) });
    expect((await refusalOf(works(first.accessToken))).classification.kind, 'the refresh ended the token before it').toBe('reauth');
    expect((await refusalOf(refreshTokens(context, first))).classification).toMatchObject({ kind: 'reauth', code: 'grant_ended' });
  });

  it('is not for customers of the help desk, nor for nobody', async () => {
    const twin = createZendeskTwin();
    Object.assign(twin.account.users[0] ?? {}, { role: 'end-user' });
    expect((await refusalOf(zendesk.testConnection(contextFor(twin).ctx))).classification.kind).toBe('scope');
    twin.inject({ when: 'before', answer: { status: 200, body: { user: { id: null, name: 'Anonymous user' } } } });
    expect((await refusalOf(zendesk.testConnection(contextFor(twin).ctx))).classification.kind).toBe('reauth');
  });
});

describe('settings', () => {
  it.each([
    ['a whole address', { subdomain: 'engines.zendesk.com' }],
    ['a token without its agent', { subdomain: 'engines', apiToken: '0123456789' }],
    ['an agent without a token', { subdomain: 'engines', email: 'ada@example.com' }],
  ])('refuse %s', (_, settings) => expect(Settings.safeParse(settings).success).toBe(false));

  it('count calls for each account, and notes beside them', () => {
    const settings = Settings.parse({ subdomain: 'Engines', callsPerMinute: 400 });
    expect(zendesk.limits(settings)).toMatchObject([{ scope: 'account:engines', max: 400, perCall: true }]);
    const { createTicket, upsertUser } = zendesk.operations;
    const scopes = (payload: unknown) => createTicket?.limits?.(settings, payload).map(({ scope, max }) => [scope, max]);
    expect(scopes({ body: 'x' })).toEqual([]);
    expect(scopes({ body: 'x', recentOrders: [{ number: '1' }] })).toEqual([['updates:engines', 100]]);
    expect(upsertUser?.limits?.(settings, { email: 'a@b.co' })).toMatchObject([{ scope: 'user:engines/a@b.co', max: 5 }]);
  });
});
