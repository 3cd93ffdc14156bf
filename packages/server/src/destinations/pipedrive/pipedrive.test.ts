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
import { createPipedriveTwin } from './twin/index.ts';

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
    expect(pipedrive.limits(settings).map(({ max }) => max)).toEqual([20, 10]);
    expect(pipedrive.limits(Settings.parse({ companyDomain: 'acme' })).map(({ max }) => max)).toEqual([80, 10]);
    expect(JSON.stringify(pipedrive.limits(settings))).not.toContain('secret');
    const days = Object.values(pipedrive.operations).map((operation) => operation.limits?.(settings, {})[0]);
    expect(new Set(days.map((day) => day?.scope))).toEqual(new Set(['company:acme']));
    expect(days.every((day) => day?.max === 30_000 && (day.cost ?? 0) >= 45)).toBe(true);
  });
});

describe('its limits', () => {
  it.each(Object.entries(examples.pipedrive?.payloads ?? {}))('cover what %s costs at Pipedrive', async (name, { good }) => {
    const operation = pipedrive.operations[name];
    const settings = Settings.parse(examples.pipedrive?.settings);
    const [day] = operation?.limits?.(settings, good) ?? [];
    let spent = 0;
    const { limits } = await import('./twin/limits.ts');
    const twin = examples.pipedrive?.createTwin();
    if (operation === undefined || twin === undefined) return expect.unreachable();
    await operation.perform(contextFor(twin as ReturnType<typeof createPipedriveTwin>), operation.payload.parse(good));
    for (const { method, path } of twin.requests) {
      const url = new URL(path, 'https://acme.pipedrive.com');
      const seen = { method, path: url.pathname, query: url.searchParams, headers: new Headers(), body: undefined };
      spent += limits(seen).find(({ scope }) => scope === 'day')?.cost ?? 0;
    }
    expect(spent).toBeLessThanOrEqual(day?.cost ?? 0);
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
