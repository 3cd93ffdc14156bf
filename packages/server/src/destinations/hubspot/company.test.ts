import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, describe, expect, it } from 'vitest';
import { DestinationFailure } from '../kit/types.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { upsertCompany } from './company.ts';
import { RECORD_KEY } from './recordKey.ts';
import { Settings } from './settings.ts';
import { property } from './twin/catalog.ts';
import { contextFor } from './twin/context.ts';
import { createHubspotTwin, type HubspotTwin } from './twin/index.ts';

let twin: HubspotTwin;
const key = property({ name: RECORD_KEY, label: 'Handoff key', type: 'string', fieldType: 'text', hasUniqueValue: true });
const start = (options: Parameters<typeof createHubspotTwin>[0] = { properties: { companies: [key] } }) => {
  twin = createHubspotTwin(options);
  return contextFor(twin).ctx;
};
afterEach(() => expect(twin.violations).toEqual([]));

const parse = (properties: object, more: object = {}) => upsertCompany.payload.parse({ properties, ...more });
const acme = { name: 'Acme Ltd', domain: 'https://www.Acme.example/contact' };
const upserts = () => twin.requests.filter(({ path }) => path.endsWith('/companies/batch/upsert')).length;

describe('one company', () => {
  it('gets its own unique field in a new account, and is one for its domain however that is written', async () => {
    const ctx = start({});
    const first = await upsertCompany.perform(ctx, parse(acme));
    const second = await upsertCompany.perform(ctx, parse({ name: 'ACME Limited', domain: 'acme.example' }));
    expect([first.effect, second.effect]).toEqual(['created', 'updated']);
    expect(twin.companies()).toMatchObject([
      { id: first.id, properties: { name: 'ACME Limited', domain: 'acme.example', [RECORD_KEY]: 'acme.example' } },
    ]);
    expect(twin.requests.filter(({ method, path }) => method === 'POST' && path === '/crm/properties/2026-09/companies')).toHaveLength(1);
  });

  it('goes by its name without a domain, and by its own key where one is mapped', async () => {
    const ctx = start();
    await upsertCompany.perform(ctx, parse({ name: 'Acme Ltd' }));
    await upsertCompany.perform(ctx, parse({ name: ' ACME LTD ' }));
    expect(twin.companies()).toHaveLength(1);
    await upsertCompany.perform(ctx, parse({ name: 'Acme Ltd' }, { externalId: 'customer-7' }));
    expect(twin.companies().map(({ properties }) => properties[RECORD_KEY])).toEqual(['name:acme ltd', 'customer-7']);
  });

  it.each([
    ['in an account that knows our field', { properties: { companies: [key] } }],
    ['in a new account', {}],
  ])('that somebody made by hand is updated instead of doubled, %s', async (_, options) => {
    const ctx = start({ ...options, companies: [{ name: 'Acme', domain: 'acme.example', city: 'Bonn' }] });
    const { id, effect } = await upsertCompany.perform(ctx, parse(acme));
    expect([id, effect]).toEqual(['101', 'updated']);
    expect(twin.companies()).toMatchObject([{ properties: { name: 'Acme Ltd', city: 'Bonn', [RECORD_KEY]: 'acme.example' } }]);
    await upsertCompany.perform(ctx, parse(acme));
    expect(twin.companies()).toHaveLength(1);
  });

  it.each(['https://facebook.com/acme', 'https://www.linkedin.com/company/acme', 'gmail.com', 'none'])(
    'is not taken for all others with a page at %s',
    async (domain) => {
      const ctx = start();
      await upsertCompany.perform(ctx, parse({ name: 'Acme Ltd', domain }));
      await upsertCompany.perform(ctx, parse({ name: 'Other Ltd', domain }));
      expect(twin.companies().map(({ properties }) => [properties['name'], properties['domain']])).toEqual([
        ['Acme Ltd', undefined],
        ['Other Ltd', undefined],
      ]);
    },
  );

  it('that has another key of ours keeps it', async () => {
    const ctx = start({
      properties: { companies: [key] },
      companies: [{ name: 'Acme', domain: 'acme.example', [RECORD_KEY]: 'customer-7' }],
    });
    expect(await upsertCompany.perform(ctx, parse(acme))).toMatchObject({ id: '101', effect: 'updated' });
    expect(twin.companies()).toMatchObject([{ properties: { name: 'Acme Ltd', [RECORD_KEY]: 'customer-7' } }]);
  });

  it('is not doubled when the answer is lost, or while the search does not show it', async () => {
    const ctx = start();
    twin.inject({ match: /upsert/, when: 'after', answer: 'reset' });
    expect((await refusalOf(upsertCompany.perform(ctx, parse(acme)))).classification.kind).toBe('unknown');
    twin.inject({ match: /search/, when: 'before', answer: { status: 200, body: { total: 0, results: [] } } });
    expect(await upsertCompany.perform(ctx, parse(acme))).toMatchObject({ effect: 'updated' });
    expect(twin.companies()).toHaveLength(1);
  });

  it('belongs to its contact, and names one that is not there', async () => {
    const ctx = start({ properties: { companies: [key] }, contacts: [{ email: 'ada@example.com' }] });
    await upsertCompany.perform(ctx, parse(acme, { contactId: '101' }));
    await upsertCompany.perform(ctx, parse(acme, { contactId: '101' }));
    expect(twin.companies()).toMatchObject([{ contactIds: ['101'] }]);
    const { classification } = await refusalOf(upsertCompany.perform(ctx, parse(acme, { contactId: '999' })));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/contactId' }] });
  });

  it('is not made where nobody named one', async () => {
    expect(await upsertCompany.perform(start(), parse({ name: ' ', domain: '' }))).toEqual({ effect: 'unchanged' });
    expect(twin.requests).toEqual([]);
  });

  it('is shown before it is changed', async () => {
    const ctx = start({ companies: [{ name: 'Acme', domain: 'acme.example' }] });
    expect(await upsertCompany.findMatch?.(ctx, parse(acme))).toMatchObject({ id: '101', label: 'Acme' });
    expect(await upsertCompany.findMatch?.(ctx, parse({ name: 'Other' }))).toBeUndefined();
    expect(await upsertCompany.findMatch?.(ctx, parse({}))).toBeUndefined();
  });

  it('says what to do where the connection may not make the field', async () => {
    const { classification } = await refusalOf(
      upsertCompany.perform(start({ withoutScopes: ['crm.schemas.companies.write'] }), parse(acme)),
    );
    expect(classification).toMatchObject({ kind: 'scope', missing: ['crm.schemas.companies.write'] });
    expect(classification.message).toMatch(/Company properties.*handoff_key.*unique/);
  });
});

describe('many companies', () => {
  const batch = (payloads: ReturnType<typeof parse>[], ctx = start()) => upsertCompany.performBatch!.perform(ctx, payloads);

  it('with the same one twice are parted into calls, because HubSpot refuses a call with a repeated id', async () => {
    const results = await batch([parse(acme), parse({ name: 'Other' }), parse({ ...acme, city: 'Bonn' }), parse({})]);
    expect(results.map((result) => (result instanceof DestinationFailure ? result.message : result.effect))).toEqual([
      'created',
      'created',
      'updated',
      'unchanged',
    ]);
    expect([twin.companies().length, upserts()]).toEqual([2, 2]);
    expect(twin.companies()[0]?.properties['city'] ?? twin.companies()[1]?.properties['city']).toBe('Bonn');
  });

  it('need our field once, not once for each', async () => {
    await batch(
      Array.from({ length: 20 }, (_, index) => parse({ name: `Company ${index}` })),
      start({}),
    );
    expect([twin.companies().length, upserts()]).toEqual([20, 1]);
  });

  it('are each told by itself what is wrong with them', async () => {
    const results = await batch([
      parse(acme, { contactId: '999' }),
      parse({ name: 'Other', numberofemployees: 'many' }),
      parse({ name: 'Good' }),
    ]);
    expect(results.map((result) => (result instanceof DestinationFailure ? result.classification.kind : 'ok'))).toEqual([
      'permanent',
      'permanent',
      'ok',
    ]);
    expect(results[1]).toMatchObject({ classification: { problems: [{ path: '/properties/numberofemployees' }] } });
  });
});

it('counts a search only where there is something to search for', () => {
  const settings = Settings.parse({ accessToken: 'pat-1', portalId: '7' });
  expect(upsertCompany.limits?.(settings, parse(acme))).toEqual([{ scope: 'search:7', max: 5, windowMs: 1000 }]);
  expect(upsertCompany.limits?.(settings, parse({ name: 'Acme' }))).toEqual([]);
});

it.each([
  ['a contact form', contactForm7, undefined],
  ['a form that asks for the company', formSubmitted, 'Analytical Ltd'],
  ['an order of a company', shopify('orders-create-company'), 'Atelier Lefèvre SARL'],
  ['an order of a guest', shopify('orders-create-guest'), undefined],
])('its first mapping is right for %s', async (_, event, name) => {
  const ctx = start();
  const { payload, problems } = compileMapping(upsertCompany.defaultMapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  await upsertCompany.perform(ctx, upsertCompany.payload.parse(payload));
  expect(twin.companies().map(({ properties }) => properties['name'])).toEqual(name === undefined ? [] : [name]);
});
