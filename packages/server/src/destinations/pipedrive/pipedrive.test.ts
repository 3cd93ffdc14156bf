import { compileMapping } from '@handoff/shared/mapping';
import { describe, expect, it } from 'vitest';
import { describeDestination } from '../testing/contract.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7 } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { examples } from './examples.ts';
import { pipedrive } from './index.ts';
import { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { pipedriveContract } from './twin/contract.ts';
import { createPipedriveTwin, type PipedriveTwin } from './twin/index.ts';
import { limitsOf, LITE } from './twin/limits.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('the connection', () => {
  it('takes the company domain however it is written, and no other host', () => {
    const domain = (companyDomain: string) => Settings.safeParse({ companyDomain }).data?.companyDomain;
    expect([domain('acme'), domain('https://Acme.pipedrive.com/'), domain('acme.pipedrive.com')]).toEqual(['acme', 'acme', 'acme']);
    for (const wrong of ['evil.example', 'acme.pipedrive.com.evil.example', 'a/b', '']) expect(domain(wrong)).toBeUndefined();
    expect(() => pipedrive.baseUrl(Settings.parse({}))).toThrow(/which Pipedrive company/);
  });

  it('learns the company from the tokens, and takes no other host for it', async () => {
    if (pipedrive.auth.kind !== 'oauth2') return expect.unreachable('Pipedrive signs in by OAuth');
    const noFetch = () => Promise.reject(new Error('nothing to fetch'));
    const learn = (answer: Record<string, unknown>) =>
      pipedrive.auth.kind === 'oauth2'
        ? pipedrive.auth.settingsFromToken?.(answer, noFetch, { settings: Settings.parse({}), callback: new URLSearchParams() })
        : undefined;
    expect(await learn({ api_domain: 'https://acme.pipedrive.com' })).toEqual({ companyDomain: 'acme' });
    expect(await learn({ api_domain: 'https://acme.pipedrive.com.evil.example' })).toEqual({});
    expect(await learn({})).toEqual({});
  });

  it('counts calls by user and tokens by company, and never shows the key', () => {
    const settings = Settings.parse({ apiToken: 'secret-token-0123456789', companyDomain: 'acme' });
    expect(pipedrive.limits(settings).map(({ max }) => max)).toEqual([20, 10, 30_000]);
    expect(pipedrive.limits(Settings.parse({ companyDomain: 'acme' })).map(({ max }) => max)).toEqual([80, 10, 30_000]);
    expect(JSON.stringify(pipedrive.limits(settings))).not.toContain('secret');
    expect(pipedrive.limits(settings)[2]?.scope).toBe('company:acme');
  });
});

describe('its budget', () => {
  it.each(Object.entries(examples['pipedrive']?.payloads ?? {}))(
    'sets enough aside for %s and counts what Pipedrive does',
    async (name, { good }) => {
      const operation = pipedrive.operations[name];
      const twin = examples['pipedrive']?.createTwin();
      const budget = pipedrive.limits(Settings.parse(examples['pipedrive']?.settings))[2];
      if (operation === undefined || twin === undefined) return expect.unreachable();
      const ctx = contextFor(twin as PipedriveTwin);
      await operation.perform(ctx, operation.payload.parse(good));
      await operation.lookup?.(ctx, operation.payload.parse(good));
      const calls = twin.requests.map(({ method, path }) => ({ method, path: new URL(path, 'https://acme.pipedrive.com').pathname }));
      const prices = limitsOf(LITE);
      const paid = calls.map((call) => prices({ ...call, headers: new Headers() }).find(({ scope }) => scope === 'day')?.cost ?? 0);
      expect(calls.map((call) => budget?.price?.(call))).toEqual(paid);
      expect(paid.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2 * (budget?.cost ?? 0));
    },
  );

  it('sets enough aside for the dearest of all, a lead that may be there already', async () => {
    const twin = examples['pipedrive']?.createTwin() as PipedriveTwin;
    const budget = pipedrive.limits(Settings.parse(examples['pipedrive']?.settings))[2];
    const lead = pipedrive.operations['createLead'];
    await lead?.perform(contextFor(twin), lead.payload.parse({ title: 'Order', personEmail: 'grace@example.com', externalId: 'order-1' }));
    const paid = twin.requests.reduce(
      (sum, { method, path }) => sum + (budget?.price?.({ method, path: path.replace(/\?.*/, '') }) ?? 0),
      0,
    );
    expect(paid).toBeLessThanOrEqual(budget?.cost ?? 0);
  });
});

describe('the first mapping', () => {
  const orders = ['orders-create-company', 'orders-create-guest', 'orders-create-no-protected-data'];
  it.each(['upsertPerson', 'createLead', 'createDeal', 'createNote'])('is right for a contact form: %s', async (name) => {
    const operation = pipedrive.operations[name];
    for (const sample of [contactForm7, undefined]) {
      const { payload, problems } = compileMapping(operation!.defaultMapping('form.submitted', sample)).apply(contactForm7);
      expect(problems).toEqual([]);
      expect(operation!.payload.safeParse(payload).error).toBeUndefined();
      expect(JSON.stringify(payload)).toMatch(name === 'createNote' ? /Hello/ : /Ada Lovelace/);
    }
  });

  it.each(orders.slice(0, 2))('is right for an order: %s', (fixture) => {
    const order = shopify(fixture);
    for (const [name, operation] of Object.entries(pipedrive.operations)) {
      const { payload, problems } = compileMapping(operation.defaultMapping('order.created', order)).apply(order);
      expect(problems).toEqual([]);
      expect(operation.payload.safeParse(payload).error, name).toBeUndefined();
      expect(JSON.stringify(payload)).not.toMatch(/undefined|\[object/);
    }
  });
});

describe("Pipedrive's published contract", () => {
  const check = pipedriveContract();
  const ask = (method: string, path: string, body?: unknown) =>
    check?.({ method, path, query: new URLSearchParams(), headers: new Headers({ 'content-type': 'application/json' }), body });

  it.skipIf(check === undefined)('refuses what is known to be wrong', () => {
    expect(ask('POST', '/api/v2/persons', { name: 'Ada', custom_fields: { ['1'.repeat(40)]: 5 } })).toEqual([]);
    expect(ask('POST', '/api/v1/leads', { title: 'Enquiry', person_id: 1, origin_id: 'x' })).toEqual([]);
    const wrong: [string, string, unknown?][] = [
      ['POST', '/api/v2/persons', { emails: [] }],
      ['POST', '/api/v2/persons', { name: 'Ada', email: 'ada@example.com' }],
      ['POST', '/api/v2/organizations', { title: 'Analytical' }],
      ['POST', '/api/v2/deals', { title: 'Deal', value: '12' }],
      ['POST', '/api/v1/leads', { title: 'Enquiry', value: 12 }],
      ['POST', '/api/v1/notes', { content: 'x', text: 'y' }],
      ['PUT', '/api/v2/persons/1', { name: 'Ada' }],
      ['POST', '/api/v1/persons', { name: 'Ada' }],
    ];
    for (const [method, path, body] of wrong) expect(ask(method, path, body), `${method} ${path}`).not.toEqual([]);
  });
});

it('says which account it is, and that a closed one is closed', async () => {
  const twin = createPipedriveTwin();
  expect(await pipedrive.testConnection(contextFor(twin))).toEqual({ account: 'Twin & Co (as Twin Owner)' });
  twin.inject({ when: 'before', answer: { status: 402, body: { success: false, error: 'company account is not open' } } });
  const { classification } = await refusalOf(pipedrive.testConnection(contextFor(twin)));
  expect(classification).toMatchObject({ kind: 'reauth', message: expect.stringContaining('billing') });
});
