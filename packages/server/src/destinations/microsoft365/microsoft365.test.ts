import { describe, expect, it } from 'vitest';
import { beginAuthorization, completeAuthorization, refreshTokens } from '../kit/oauth.ts';
import { describeDestination } from '../testing/contract.ts';
import { examples } from './examples.ts';
import { microsoft365 } from './index.ts';
import { limits, mailLimits, Settings } from './settings.ts';
import { graphContract } from './twin/contract.ts';
import { ACCESS_TOKEN, ACCOUNT, createGraphTwin } from './twin/index.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('settings', () => {
  it.each(['common', 'organizations', '9f4ebab6-520d-49c0-85cc-7b25c78d4a93', 'contoso.onmicrosoft.com'])(
    'take the organisation %s',
    (tenant) => expect(Settings.safeParse({ tenant }).success).toBe(true),
  );
  it.each(['', 'contoso', 'https://contoso.com', 'a/b.c', '../x.y'])('refuse the organisation %j', (tenant) =>
    expect(Settings.safeParse({ tenant }).success).toBe(false),
  );

  it('count by mailbox, and where that is unknown by connection; mails apart', () => {
    const settings = Settings.parse({ account: ACCOUNT });
    expect(limits(settings)).toEqual([{ scope: `mailbox:${ACCOUNT}`, max: 10_000, windowMs: 600_000, concurrency: 4, perCall: true }]);
    expect(mailLimits(settings)).toEqual([{ scope: `mails:${ACCOUNT}`, max: 30, windowMs: 60_000 }]);
    expect([...limits(Settings.parse({})), ...mailLimits(Settings.parse({}))].map(({ scope }) => scope)).toEqual(['account', 'mails']);
  });
});

it('has at most as many calls under way for a mailbox as Microsoft allows', async () => {
  const [{ concurrency = 0 } = {}] = limits(Settings.parse({ account: ACCOUNT }));
  const twin = createGraphTwin({ now: () => 0 });
  const leave = new AbortController();
  const ask = (signal?: AbortSignal) =>
    twin.fetch(
      new Request('https://graph.microsoft.com/v1.0/me', {
        headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
        ...(signal === undefined ? {} : { signal }),
      }),
    );
  const arrived: Promise<void>[] = [];
  const hanging = Array.from({ length: concurrency }, () => {
    arrived.push(new Promise((onReached) => twin.inject({ when: 'before', answer: 'hang', onReached })));
    return ask(leave.signal).catch(() => undefined);
  });
  await Promise.all(arrived);
  const one = await ask();
  const answer = { status: one.status, headers: Object.fromEntries(one.headers), text: '', json: await one.json() };
  expect(microsoft365.classify(answer, 0)).toMatchObject({ kind: 'retry', code: 'rate_limited', afterMs: 1000 });
  leave.abort();
  await Promise.all(hanging);
  expect((await ask()).status).toBe(200);
});

describe('signing in', () => {
  it('asks for lasting access at the right organisation, learns the mailbox, and keeps each new refresh token', async () => {
    const twin = createGraphTwin();
    const { auth } = microsoft365;
    if (auth.kind !== 'oauth2') return expect.unreachable('Microsoft 365 signs in by OAuth');
    const settings = Settings.parse({ tenant: 'contoso.onmicrosoft.com' });
    const client = { clientId: '11111111-2222-3333-4444-555555555555', clientSecret: 'secret~value' };
    const context = { definition: microsoft365, settings, client, fetch: twin.fetch, now: () => 0 };
    const redirectUri = 'https://handoff.test/oauth/callback';
    const scopes = [...new Set(Object.values(microsoft365.operations).flatMap((operation) => operation.scopes))];
    const begun = await beginAuthorization(context, redirectUri, scopes);
    const asked = new URL(begun.url);
    expect(asked.pathname).toBe('/contoso.onmicrosoft.com/oauth2/v2.0/authorize');
    expect(asked.searchParams.get('scope')?.split(' ').toSorted()).toEqual(
      ['Calendars.ReadWrite', 'Contacts.ReadWrite', 'Mail.Send', 'User.Read', 'offline_access'].toSorted(),
    );
    const back = new URLSearchParams({ state: begun.state, code: '0.twin' });
    const tokens = await completeAuthorization(context, { ...begun, redirectUri }, back);
    // All that the operations need, so that nothing is shown as missing.
    expect(tokens.scopes?.toSorted()).toEqual(scopes.toSorted());
    const answer = { access_token: tokens.accessToken };
    expect(await auth.settingsFromToken?.(answer, twin.fetch, { settings, callback: back })).toEqual({ account: ACCOUNT });
    const fresh = await refreshTokens(context, tokens);
    expect(fresh.refreshToken).not.toBe(tokens.refreshToken);
    await expect(refreshTokens(context, tokens)).rejects.toMatchObject({ classification: { kind: 'reauth' } });
    await expect(refreshTokens(context, fresh)).resolves.toMatchObject({ accessToken: expect.any(String) });
    const silent = async () => Promise.reject(new TypeError('fetch failed'));
    expect(await auth.settingsFromToken?.(answer, silent, { settings, callback: back })).toEqual({});
  });
});

describe("Microsoft's own types", () => {
  const check = graphContract();
  const send = (path: string, body: unknown, method = 'POST') => ({
    method,
    path,
    query: new URLSearchParams(),
    headers: new Headers(),
    body,
  });
  const at = { dateTime: '2026-12-01T10:00:00', timeZone: 'UTC' };
  const message = { subject: 'Hello', toRecipients: [{ emailAddress: { address: 'ada@example.com' } }] };

  it.skipIf(check === undefined)('refuse what is known to be wrong', () => {
    expect(check!(send('/v1.0/me/events', { subject: 'Fitting', start: at, end: at, transactionId: 'x' }))).toEqual([]);
    expect(check!(send('/v1.0/me/contacts', { givenName: 'Ada' }))).toEqual([]);
    expect(check!(send('/v1.0/me/sendMail', { message }))).toEqual([]);
    const wrong = [
      send('/v1.0/me/events', { title: 'Fitting' }),
      send('/v1.0/me/events', { subject: 'Fitting', start: '2026-12-01T10:00:00' }),
      send('/v1.0/me/events', { subject: 'Fitting', body: { contentType: 'markdown', content: '' } }),
      send('/v1.0/me/contacts', { email: 'ada@example.com' }),
      send('/v1.0/me/contacts', { businessPhones: '+4930123456' }),
      send('/v1.0/me/sendMail', message),
      send('/v1.0/me/sendMail', { message: { ...message, to: 'ada@example.com' } }),
      send('/v1.0/me/event', {}),
    ];
    for (const candidate of wrong) expect(check!(candidate), JSON.stringify(candidate.body)).not.toEqual([]);
  });
});
