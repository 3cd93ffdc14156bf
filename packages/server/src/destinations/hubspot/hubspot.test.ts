import { describe, expect, it } from 'vitest';
import { createCallContext } from '../kit/http.ts';
import { describeDestination } from '../testing/contract.ts';
import { examples } from './examples.ts';
import { hubspot } from './index.ts';
import { limits, Settings } from './settings.ts';
import { createHubspotContract } from './twin/contract.ts';
import { createHubspotTwin } from './twin/index.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('signing in', () => {
  const oauth = (accessToken: string, twin: ReturnType<typeof createHubspotTwin>) =>
    createCallContext<Settings>({
      definition: hubspot,
      settings: Settings.parse({}),
      accessToken,
      fetch: twin.fetch,
      idempotencyKey: 'k',
      eventId: 'e',
      now: Date.now,
      record: () => undefined,
    });

  it('uses the OAuth token where no key is set, until it has run out', async () => {
    let now = Date.UTC(2026, 10, 21);
    const twin = createHubspotTwin({ now: () => now });
    const form = {
      grant_type: 'authorization_code',
      client_id: 'id',
      client_secret: 'secret',
      code: 'code',
      redirect_uri: 'https://us.example/back',
    };
    const answer = await twin.fetch(
      new Request(hubspot.auth.kind === 'oauth2' ? hubspot.auth.tokenUrl({}) : '', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form),
      }),
    );
    const tokens = (await answer.json()) as { access_token: string; expires_in: number };

    await expect(hubspot.testConnection(oauth(tokens.access_token, twin))).resolves.toEqual({ account: 'HubSpot account' });
    now += tokens.expires_in * 1000;
    await expect(hubspot.testConnection(oauth(tokens.access_token, twin))).rejects.toMatchObject({ classification: { kind: 'reauth' } });
    expect(twin.violations).toEqual([]);
  });

  it('learns the account number from the tokens', async () => {
    if (hubspot.auth.kind !== 'oauth2') return expect.unreachable('HubSpot signs in by OAuth');
    const back = { settings: Settings.parse({}), callback: new URLSearchParams() };
    const noFetch = () => Promise.reject(new Error('nothing to fetch'));
    expect(await hubspot.auth.settingsFromToken!({ hub_id: 62515 }, noFetch, back)).toEqual({ portalId: '62515' });
    expect(await hubspot.auth.settingsFromToken!({}, noFetch, back)).toEqual({});
    expect(hubspot.auth.keyInstead!(Settings.parse({ accessToken: 'pat' }))).toBe(true);
    expect(hubspot.auth.keyInstead!(Settings.parse({}))).toBe(false);
  });
});

describe('limits', () => {
  const of = (settings: object) => limits(Settings.parse(settings))[0]!;

  it('are counted for each account and never show the key', () => {
    expect(of({ accessToken: 'pat-1', portalId: '7' })).toEqual({ scope: 'account:7', max: 190, windowMs: 10_000, perCall: true });
    expect(of({ portalId: '7' })).toEqual({ scope: 'account:7', max: 100, windowMs: 10_000, perCall: true });
    expect(of({ accessToken: 'pat-1' }).scope).not.toBe(of({ accessToken: 'pat-2' }).scope);
    expect(of({ accessToken: 'pat-secret' }).scope).not.toContain('secret');
    expect(of({ accessToken: 'pat-1', callsPer10Seconds: 50 }).max).toBe(50);
  });
});

describe('the twin', () => {
  it('can be served elsewhere, and then answers nowhere else', async () => {
    const twin = createHubspotTwin({ origin: 'http://127.0.0.1:4010', contacts: [{ email: 'ada@example.com' }] });
    const get = (origin: string) =>
      twin.fetch(new Request(`${origin}/crm/objects/2026-09/contacts/101`, { headers: { authorization: 'Bearer x' } }));
    expect(await (await get('http://127.0.0.1:4010')).json()).toMatchObject({ id: '101', properties: { email: 'ada@example.com' } });
    await expect(get('https://api.hubapi.com')).rejects.toThrow('unexpected host');
  });

  it('refuses repeated ids in a batch, more than 100 inputs and values that are no text, as HubSpot does', async () => {
    const twin = createHubspotTwin();
    const send = async (inputs: object[]) => {
      const body = JSON.stringify({ inputs });
      const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
      const answer = await twin.fetch(
        new Request('https://api.hubapi.com/crm/objects/2026-09/contacts/batch/upsert', { method: 'POST', headers, body }),
      );
      return { ...((await answer.json()) as { message?: string }), status: answer.status };
    };
    const input = (email: string, properties: object = {}) => ({ id: email, idProperty: 'email', properties });

    expect(await send([input('a@example.com'), input('A@example.com')])).toMatchObject({
      status: 400,
      message: expect.stringContaining('Duplicate IDs'),
    });
    expect(await send(Array.from({ length: 101 }, (_, index) => input(`p${index}@example.com`)))).toMatchObject({ status: 400 });
    expect(await send([input('a@example.com', { annualrevenue: 5 })])).toMatchObject({ status: 400 });
    expect(twin.contacts()).toEqual([]);
  });

  it('ends tokens when told to', async () => {
    const twin = createHubspotTwin();
    const get = () =>
      twin.fetch(new Request('https://api.hubapi.com/crm/properties/2026-09/contacts', { headers: { authorization: 'Bearer x' } }));
    expect((await get()).status).toBe(200);
    twin.expireTokens();
    expect((await get()).status).toBe(401);
  });
});

describe("HubSpot's published contract", () => {
  const check = createHubspotContract();
  const request = (path: string, body: unknown, method = 'POST') => ({
    method,
    path,
    query: new URLSearchParams(),
    headers: new Headers({ 'content-type': 'application/json' }),
    body,
  });
  const upsert = (input: object, count = 1) =>
    request('/crm/objects/2026-09/contacts/batch/upsert', { inputs: Array.from({ length: count }, () => input) });
  const good = { id: 'a@example.com', idProperty: 'email', properties: { firstname: 'Ada' } };

  it.skipIf(check === undefined)('refuses what is known to be wrong', () => {
    expect(check!(upsert(good))).toEqual([]);
    const wrong = [
      upsert({ ...good, properties: { annualrevenue: 12 } }),
      upsert({ id: 'a@example.com', properties: {} }),
      upsert({ ...good, email: 'a@example.com' }),
      upsert(good, 101),
      request('/communication-preferences/2026-09/statuses/a@example.com', {
        channel: 'EMAIL',
        subscriptionId: '11',
        statusState: 'SUBSCRIBED',
      }),
      request('/communication-preferences/2026-09/statuses/a@example.com', { channel: 'EMAIL', subscriptionId: 11, statusState: 'OPT_IN' }),
      request('/crm/objects/2026-09/companies/search', { filterGroups: [], limit: 1 }),
      request('/crm/v3/objects/contacts', { properties: {} }),
      request('/crm/objects/2026-09/contacts', { properties: {} }, 'PUT'),
      request('/crm/properties/2026-09/deals', { name: 'x', label: 'X', type: 'text', fieldType: 'text', groupName: 'g' }),
    ];
    for (const candidate of wrong) expect(check!(candidate), JSON.stringify(candidate.body).slice(0, 80)).not.toEqual([]);
  });
});
