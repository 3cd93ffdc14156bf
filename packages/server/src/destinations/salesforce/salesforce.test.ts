import { describe, expect, it } from 'vitest';
import type { CallSeen } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { describeDestination } from '../testing/contract.ts';
import { examples } from './examples.ts';
import { salesforce } from './index.ts';
import { limits, Settings, settingsFromToken } from './settings.ts';
import { createSalesforceTwin, INSTANCE, type SalesforceTwin } from './twin.ts';
import { contextFor } from './twin/context.ts';
import { salesforceContract } from './twin/contract.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('erasing', () => {
  const people = {
    Lead: [{ LastName: 'L', Company: 'A', Email: 'ada@example.com' }],
    Contact: [{ LastName: 'L', Email: 'ada@example.com' }],
  };
  const erase = async (twin: SalesforceTwin, records: { operation: string; id: string }[] = []) =>
    salesforce.erasePerson?.(contextFor(twin).ctx, { email: 'Ada@example.com', records });

  it('deletes leads, contacts and our tasks, once and again, keeps accounts, and says so', async () => {
    const twin = createSalesforceTwin({
      records: { ...people, Account: [{ Name: 'Analytical' }], Task: [{ Subject: 'Call' }] },
      checkContract: salesforceContract(),
    });
    const records = [
      { operation: 'createTask', id: twin.records('Task')[0]?.Id ?? '' },
      { operation: 'upsertAccount', id: twin.records('Account')[0]?.Id ?? '' },
    ];
    for (let time = 0; time < 2; time += 1) expect(await erase(twin, records)).toEqual({ stays: expect.stringContaining('recycle bin') });
    expect(twin.snapshot()).toMatchObject({ Lead: [], Contact: [], Task: [], Account: [{ Name: 'Analytical' }] });
    expect(twin.violations).toEqual([]);
  });

  it('says what stands in the way', async () => {
    const twin = createSalesforceTwin({ records: people, cases: true });
    const { classification } = await refusalOf(erase(twin));
    expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('cases') });
  });
});

describe('signing in', () => {
  it('learns from the tokens where the organization is and which it is', async () => {
    const answer = { access_token: 't', instance_url: INSTANCE, id: 'https://login.salesforce.com/id/00D5g00000ABCDEFGH/0055g000001' };
    expect(await settingsFromToken(answer)).toEqual({ instanceUrl: INSTANCE, organizationId: '00D5g00000ABCDEFGH' });
    expect(await settingsFromToken({ instance_url: INSTANCE })).toEqual({ instanceUrl: INSTANCE });
  });

  it('sends tokens nowhere but to Salesforce', async () => {
    for (const instance_url of ['https://evil.example', 'https://salesforce.com.evil.example', 'http://a.my.salesforce.com', undefined])
      await expect(settingsFromToken({ instance_url })).rejects.toThrow('Sign in again');
    for (const loginUrl of ['https://evil.example', 'https://login.salesforce.com.evil.example'])
      expect(Settings.safeParse({ loginUrl }).success).toBe(false);
    expect(Settings.parse({ loginUrl: 'https://Acme--dev.sandbox.my.salesforce.com/' }).loginUrl).toBe(
      'https://acme--dev.sandbox.my.salesforce.com',
    );
  });

  it('uses the sign-in address of the connection, with PKCE', () => {
    const { auth } = salesforce;
    if (auth.kind !== 'oauth2') return expect.unreachable('Salesforce signs in by OAuth');
    expect(auth.pkce).toBe(true);
    expect(auth.tokenUrl(Settings.parse({ loginUrl: 'https://test.salesforce.com' }))).toBe(
      'https://test.salesforce.com/services/oauth2/token',
    );
  });

  it('asks to sign in where the organization is not known yet', () => {
    expect(() => salesforce.baseUrl(Settings.parse({}))).toThrow('Sign in with Salesforce');
  });

  it('names the organization', async () => {
    expect(await salesforce.testConnection(contextFor(createSalesforceTwin()).ctx)).toEqual({ account: 'Analytical Engines' });
  });
});

describe('limits', () => {
  it('are those of the organization and a day, and count calls', () => {
    const [limit] = limits(Settings.parse({ organizationId: '00D5g00000ABCDE', callsPerDay: 10_000 }));
    expect(limit).toMatchObject({ scope: 'org:00D5g00000ABCDE', max: 10_000, windowMs: 86_400_000, cost: 3 });
    expect(limit?.price?.({} as CallSeen)).toBe(1);
    expect(limits(Settings.parse({ checkArrived: false }))[0]?.cost).toBe(2);
  });

  it('are enforced by the twin in the words that are waited for', async () => {
    const twin = createSalesforceTwin({ now: () => 0, allowance: 1 });
    const { ctx } = contextFor(twin);
    await salesforce.testConnection(ctx);
    expect((await refusalOf(salesforce.testConnection(ctx))).classification).toMatchObject({ kind: 'retry', code: 'daily_limit' });
    expect(twin.refused()).toBe(1);
  });
});

describe("Salesforce's contract", () => {
  const check = salesforceContract();
  const request = (path: string, body: unknown, method = 'PATCH', query = '') => ({
    method,
    path: `/services/data/v65.0${path}`,
    query: new URLSearchParams(query),
    headers: new Headers({ 'content-type': 'application/json' }),
    body,
  });
  const leads = (records: object[]) => request('/composite/sobjects/Lead/Email', { allOrNone: false, records });
  const good = { attributes: { type: 'Lead' }, Email: 'a@example.com' };

  it.skipIf(check === undefined)('refuses what is known to be wrong', () => {
    expect(check!(leads([good]))).toEqual([]);
    const wrong = [
      leads([{ Email: 'a@example.com' }]),
      leads([{ ...good, Id: '00Q000000000001' }]),
      leads(Array.from({ length: 201 }, () => good)),
      leads([]),
      request('/composite/sobjects/Lead/Email', { records: [good], batchSize: 5 }),
      request('/composite/sobjects/Lead/Email', { records: [good] }, 'PUT'),
      request('/query', undefined, 'GET'),
      request('/query', undefined, 'GET', 'q=SELECT Id FROM Lead&limit=1'),
      request('/sobjects/Lead/fields', undefined, 'GET'),
    ];
    for (const candidate of wrong) expect(check!(candidate), `${candidate.method} ${candidate.path}`).not.toEqual([]);
  });
});
