import { describe, expect, it } from 'vitest';
import { describeDestination } from '../testing/contract.ts';
import type { CallSeen } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { examples } from './examples.ts';
import { zoho } from './index.ts';
import { limits, Settings } from './settings.ts';
import { ACCESS_TOKEN, API_DOMAIN, createZohoTwin } from './twin.ts';
import { contextFor } from './twin/context.ts';
import { zohoContract } from './twin/contract.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('signing in', () => {
  const { auth } = zoho;
  if (auth.kind !== 'oauth2') throw new Error('Zoho signs in by OAuth');
  const back = (server: string) => new URLSearchParams({ code: 'c', location: 'eu', 'accounts-server': server });

  it('asks for tokens at the data centre the person came back from, and at no other place', () => {
    const settings = Settings.parse({ dataCentre: 'us' });
    expect(auth.tokenUrl(settings, back('https://accounts.zoho.eu'))).toBe('https://accounts.zoho.eu/oauth/v2/token');
    expect(auth.tokenUrl(settings, back('https://accounts.zohocloud.ca'))).toBe('https://accounts.zohocloud.ca/oauth/v2/token');
    for (const server of ['https://accounts.evil.example', 'https://accounts.zoho.eu.evil.example', 'http://accounts.zoho.eu'])
      expect(auth.tokenUrl(settings, back(server))).toBe('https://accounts.zoho.com/oauth/v2/token');
    expect(auth.tokenUrl(Settings.parse({ dataCentre: 'in' }))).toBe('https://accounts.zoho.in/oauth/v2/token');
  });

  it('keeps the data centre, the API address and the organization', async () => {
    const twin = createZohoTwin();
    const settings = Settings.parse({ dataCentre: 'us' });
    const learn = (api_domain: string) =>
      auth.settingsFromToken!({ access_token: ACCESS_TOKEN, api_domain }, twin.fetch, {
        settings,
        callback: back('https://accounts.zoho.eu'),
      });
    expect(await learn(API_DOMAIN)).toEqual({ dataCentre: 'eu', apiDomain: API_DOMAIN, organizationId: '60001234567' });
    // An address that is not Zoho's is not believed; the data centre's own stands in.
    expect(await learn('https://evil.example')).toEqual({ dataCentre: 'eu', organizationId: '60001234567' });
  });

  it('asks for a refresh token each time', () => {
    expect(auth.extraAuthorizationParams).toEqual({ access_type: 'offline', prompt: 'consent' });
    expect(auth.scopeSeparator).toBe(',');
  });

  it('names the organization', async () => {
    expect(await zoho.testConnection(contextFor(createZohoTwin()))).toEqual({ account: 'Analytical Engines' });
  });
});

describe('erasing', () => {
  it('deletes leads and contacts, once and again, keeps deals, and says so', async () => {
    const email = 'ada@example.com';
    const people = Array.from({ length: 3 }, () => ({ Email: email, Last_Name: 'L' }));
    const twin = createZohoTwin({
      records: {
        Leads: [...people, { Email: 'bob@example.com', Last_Name: 'B' }],
        Contacts: [...people, { Email: 'was@example.com', Last_Name: 'L' }],
        Deals: [{ Deal_Name: 'Order #1', Stage: 'Closed Won' }],
      },
      checkContract: zohoContract(),
    });
    const was = twin.records('Contacts').find(({ Email }) => Email === 'was@example.com')?.id ?? '';
    for (let time = 0; time < 2; time += 1) {
      const erased = await zoho.erasePerson?.(contextFor(twin), { email, records: [{ operation: 'upsertContact', id: was }] });
      expect(erased).toEqual({ stays: expect.stringContaining('recycle bin') });
    }
    expect(twin.snapshot()).toMatchObject({ Leads: [{ Email: 'bob@example.com' }], Contacts: [], Deals: [{ Stage: 'Closed Won' }] });
    expect(twin.violations).toEqual([]);
  });

  it('is asked for when somebody signs in, and not held against who signed in before', () => {
    expect(zoho.auth.kind === 'oauth2' && zoho.auth.signInScopes).toEqual([
      'ZohoCRM.modules.leads.DELETE',
      'ZohoCRM.modules.contacts.DELETE',
    ]);
    expect(
      Object.values(zoho.operations)
        .flatMap(({ scopes }) => scopes)
        .filter((scope) => scope.endsWith('.DELETE')),
    ).toEqual([]);
  });
});

describe('limits', () => {
  it('are those of the organization and a day, and count calls', () => {
    const [limit] = limits(Settings.parse({ organizationId: '7', creditsPerDay: 10_000 }));
    expect(limit).toMatchObject({ scope: 'org:7', max: 10_000, windowMs: 86_400_000, cost: 4 });
    expect(limit?.price?.({} as CallSeen)).toBe(1);
    expect(limits(Settings.parse({ checkArrived: false }))[0]?.cost).toBe(3);
  });

  it('are enforced by the twin in the words that are waited for', async () => {
    const twin = createZohoTwin({ now: () => 0, allowance: 1 });
    await zoho.testConnection(contextFor(twin));
    expect((await refusalOf(zoho.testConnection(contextFor(twin)))).classification).toMatchObject({ kind: 'retry', code: 'daily_limit' });
  });
});

describe("Zoho's contract", () => {
  const check = zohoContract();
  const request = (path: string, body: unknown, method = 'POST', query = '') => ({
    method,
    path: `/crm/v8${path}`,
    query: new URLSearchParams(query),
    headers: new Headers({ 'content-type': 'application/json' }),
    body,
  });
  const data = [{ Email: 'a@example.com' }];

  it.skipIf(check === undefined)('refuses what is known to be wrong', () => {
    expect(check!(request('/Leads/upsert', { data, duplicate_check_fields: ['Email'] }))).toEqual([]);
    const wrong = [
      request('/Leads/upsert', { data: [] }),
      request('/Leads/upsert', { data: Array.from({ length: 101 }, () => data[0]) }),
      request('/Leads/upsert', { data, duplicate_check_fields: 'Email' }),
      request('/Leads/upsert', { data, duplicateCheckFields: ['Email'] }),
      request('/Leads/upsert', { records: data }),
      request('/Leads/upsert', { data }, 'PATCH'),
      request('/Leads', undefined, 'GET', 'ids=1'),
      request('/settings/fields', undefined, 'GET', 'module=Leads&all=true'),
    ];
    for (const candidate of wrong) expect(check!(candidate), `${candidate.method} ${candidate.path}`).not.toEqual([]);
  });
});
