import type { Envelope } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { formSubmitted, orderCreated } from '../testing/samples.ts';
import type { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { brevoContract } from './twin/contract.ts';
import { NEW_ACCOUNT_ATTRIBUTES, type TwinAttribute } from './twin/state.ts';
import { createBrevoTwin, type BrevoTwin, type BrevoTwinOptions } from './twin.ts';
import { upsertContact } from './upsert-contact.ts';

const checkContract = brevoContract();
let twin: BrevoTwin;
let ctx: CallContext<Settings>;

function start(options: BrevoTwinOptions = {}, settings: Partial<Settings> = {}): void {
  twin = createBrevoTwin({ checkContract, ...options });
  ctx = contextFor(twin, { list: 3, ...settings });
}

const email = 'ada@example.com';
const upsert = (payload: Record<string, unknown>) => upsertContact.perform(ctx, upsertContact.payload.parse({ email, ...payload }));

beforeEach(() => start());
afterEach(() => {
  expect(twin.violations).toEqual([]);
  const lifted = JSON.stringify(twin.requests.map(({ body }) => body)).match(/Blacklisted":false|unlinkListIds|forceMerge/);
  expect(lifted, 'an opt-out was lifted, or contacts were merged').toBeNull();
});

describe('consent', () => {
  const emailConsent = (state: string) => [{ channel: 'email', state }];

  it.each([
    ['agreed', emailConsent('subscribed'), [3], false],
    ['agreed, by a mapped word', 'subscribed', [3], false],
    ['was not asked', undefined, [], false],
    ['has not confirmed', emailConsent('pending'), [], false],
    ['said nothing', emailConsent('not_subscribed'), [], false],
    ['agreed to SMS only', [{ channel: 'sms', state: 'subscribed' }], [], false],
    [
      'agreed and opted out',
      [...emailConsent('unsubscribed'), { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' }],
      [],
      true,
    ],
  ])('a new person who %s', async (_, consent, listIds, emailBlacklisted) => {
    await upsert({ consent });
    expect(twin.contact(email)).toMatchObject({ listIds, emailBlacklisted, smsBlacklisted: false });
  });

  it('passes opt-outs on to a person who is on lists, and takes nobody off for saying nothing', async () => {
    twin.seed({ email, listIds: [3] });
    await upsert({ consent: 'not_subscribed' });
    expect(twin.contact(email)).toMatchObject({ listIds: [3], emailBlacklisted: false });
    await upsert({ consent: [...emailConsent('unsubscribed'), { channel: 'sms', state: 'unsubscribed' }] });
    expect(twin.contact(email)).toMatchObject({ emailBlacklisted: true, smsBlacklisted: true });
  });

  it('never raises who opted out in Brevo, and says so', async () => {
    twin.seed({ email, emailBlacklisted: true, smsBlacklisted: true });
    const { differences } = await upsert({ consent: [...emailConsent('subscribed'), { channel: 'sms', state: 'subscribed' }] });
    expect(twin.contact(email)).toMatchObject({ emailBlacklisted: true, smsBlacklisted: true, listIds: [] });
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('stays unsubscribed') }]);
  });

  it('does not put a person back on a list they left', async () => {
    twin.seed({ email, listUnsubscribed: [3] });
    const { differences } = await upsert({ consent: 'subscribed', lists: [5] });
    expect(twin.contact(email)).toMatchObject({ listIds: [5], listUnsubscribed: [3] });
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('left list 3') }]);
  });

  it('puts nobody on a list where they have to confirm first', async () => {
    start({}, { doubleOptInTemplate: 7, redirectUrl: 'https://studio.example/thanks' });
    const { differences } = await upsert({ consent: 'subscribed' });
    expect(twin.contact(email)?.listIds).toEqual([]);
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('confirm first') }]);
    twin.seed({ email, listIds: [3] });
    expect((await upsert({ consent: 'subscribed' })).differences).toBeUndefined();
  });

  it('puts nobody on a list in a quiet import, and still passes opt-outs on', async () => {
    const { differences } = await upsert({ consent: 'subscribed', quiet: true });
    expect(twin.contact(email)?.listIds).toEqual([]);
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('quiet import') }]);
    await upsert({ consent: 'unsubscribed', quiet: true });
    expect(twin.contact(email)?.emailBlacklisted).toBe(true);
  });

  it('says what Brevo has no place for', async () => {
    const { differences } = await upsert({ consent: [{ channel: 'whatsapp', state: 'unsubscribed' }] });
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('WhatsApp') }]);
  });
});

describe('what is kept', () => {
  it('updates the person under any spelling of the address and only adds lists', async () => {
    twin.seed({ email, listIds: [5], attributes: { FIRSTNAME: 'A', LASTNAME: 'Byron' } });
    const changed = await upsert({ email: 'ADA@example.com', consent: 'subscribed', firstName: 'Ada', lists: '3, 5' });
    expect(twin.contact(email)).toMatchObject({ listIds: [5, 3], attributes: { FIRSTNAME: 'Ada', LASTNAME: 'Byron' } });
    expect(changed).toEqual({
      id: '1',
      url: 'https://app.brevo.com/contact/index/1',
      output: { id: '1', email: 'ADA@example.com', lists: [5, 3] },
      effect: 'updated',
    });
  });

  it('says whether it created, changed or left the person', async () => {
    expect((await upsert({ firstName: 'Ada', lastName: 'L' })).effect).toBe('created');
    expect((await upsert({ firstName: 'Ada', lastName: 'L' })).effect).toBe('unchanged');
    expect((await upsert({ lastName: null })).effect).toBe('updated');
    expect(twin.contact(email)?.attributes).toEqual({ FIRSTNAME: 'Ada', LASTNAME: '' });
  });

  it('reports what Brevo ignored or kept otherwise', async () => {
    const answer = { id: 1, email, emailBlacklisted: false, smsBlacklisted: false, listIds: [], attributes: { FIRSTNAME: 'Adà' } };
    twin.seed({ email });
    twin.inject({ match: /^GET .*ada/, when: 'after', answer: { status: 200, body: answer } });
    twin.inject({ match: /^GET .*ada/, when: 'after', answer: { status: 200, body: answer } });
    const consent = [
      { channel: 'email', state: 'subscribed' },
      { channel: 'sms', state: 'unsubscribed' },
    ];
    const { differences } = await upsert({ firstName: 'Ada', lastName: 'Lovelace', consent });
    expect(differences).toEqual([
      { path: '/attributes/FIRSTNAME', message: 'Brevo kept "Adà" in "FIRSTNAME" instead of "Ada".' },
      { path: '/attributes/LASTNAME', message: expect.stringContaining('Brevo ignored "LASTNAME"') },
      { path: '/lists', message: expect.stringContaining('list 3') },
      { path: '/consent', message: expect.stringContaining('opt-out from SMS') },
    ]);
  });

  it('does not fail a write because the read-back failed', async () => {
    twin.inject(
      {
        match: /^GET .*ada/,
        when: 'after',
        answer: { status: 404, body: { code: 'document_not_found', message: 'Contact does not exist' } },
      },
      { match: /^GET .*ada/, when: 'before', answer: { status: 503 } },
    );
    const { id, effect, differences } = await upsert({ firstName: 'Ada' });
    expect({ id, effect, differences }).toMatchObject({ id: '1', effect: 'created', differences: [{ path: '' }] });
  });

  it('goes without a phone number that another contact has', async () => {
    twin.seed({ email: 'bo@example.com', attributes: { SMS: '4930123456' } });
    const { differences } = await upsert({ firstName: 'Ada', attributes: { SMS: '+4930123456' } });
    expect(twin.contact(email)?.attributes).toEqual({ FIRSTNAME: 'Ada' });
    expect(differences).toEqual([{ path: '/attributes/SMS', message: expect.stringContaining('Another contact') }]);
  });

  it('tries again later where two calls add the same person at once', async () => {
    const taken = { code: 'duplicate_parameter', message: 'x', metadata: { duplicate_identifiers: ['email'] } };
    twin.inject({ match: /^POST /, when: 'before', answer: { status: 400, body: taken } });
    const { classification } = await refusalOf(upsert({ attributes: { SMS: '+4930123456' } }));
    expect(classification).toMatchObject({ kind: 'retry', afterMs: 5000 });
  });
});

describe("the account's own attributes", () => {
  const attributes: TwinAttribute[] = [
    ...NEW_ACCOUNT_ATTRIBUTES,
    { name: 'BUDGET', category: 'normal', type: 'float' },
    { name: 'SINCE', category: 'normal', type: 'date' },
    { name: 'VIP', category: 'normal', type: 'boolean' },
    { name: 'TOPICS', category: 'normal', type: 'multiple-choice', multiCategoryOptions: ['News', 'Offers'] },
    { name: 'GENDER', category: 'category', type: 'text', enumeration: [{ label: 'Women', value: 2, valueStr: '2' }] },
    { name: 'LANGUAGE', category: 'category', type: 'text', enumeration: [{ label: 'German', value: 0, valueStr: 'de' }] },
    { name: 'BLACKLIST', category: 'calculated', type: 'float' },
  ];

  it('names every problem at once and sends nothing', async () => {
    start({ attributes });
    const wrong = {
      BUDGET: 'much',
      SINCE: '21.11.',
      VIP: 'perhaps',
      TOPICS: 'Rumours',
      GENDER: '9',
      NOPE: 'x',
      BLACKLIST: 1,
      FIRSTNAME: ['a'],
    };
    const { classification } = await refusalOf(upsert({ attributes: { ...wrong, 'DOUBLE_OPT-IN': '1' } }));
    expect(classification.kind).toBe('permanent');
    const paths = 'problems' in classification ? classification.problems.map(({ path }) => path) : [];
    expect(paths.toSorted()).toEqual([...Object.keys(wrong), 'DOUBLE_OPT-IN'].map((name) => `/attributes/${name}`).toSorted());
    expect(twin.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('writes values the way the attribute takes them', async () => {
    start({ attributes });
    const values = { BUDGET: '10000', SINCE: '2026-11-21T10:00:00Z', VIP: 'yes', TOPICS: 'offers, News', GENDER: 'women', LANGUAGE: 'de' };
    const { differences } = await upsert({ attributes: { ...values, SMS: '0049 30/123456' } });
    expect(twin.contact(email)?.attributes).toEqual({
      BUDGET: 10_000,
      SINCE: '2026-11-21',
      VIP: true,
      TOPICS: ['Offers', 'News'],
      GENDER: 2,
      LANGUAGE: 'de',
      SMS: '4930123456',
    });
    expect(differences).toBeUndefined();
  });

  it('passes an opt-out on also where the mapping is wrong', async () => {
    const consent = [{ channel: 'email', state: 'unsubscribed' }];
    const { classification } = await refusalOf(upsert({ consent, attributes: { NOPE: 'x' } }));
    expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('only the opt-out was passed on') });
    expect(twin.contact(email)).toMatchObject({ emailBlacklisted: true, attributes: {} });
  });

  it('leaves a phone number without country code out and says so', async () => {
    const { differences } = await upsert({ attributes: { SMS: '030 123456' } });
    expect(twin.contact(email)?.attributes).toEqual({});
    expect(differences).toEqual([{ path: '/attributes/SMS', message: expect.stringContaining('country code') }]);
  });

  it.each([
    ['PRENOM', 'NOM'],
    ['VORNAME', 'NACHNAME'],
    ['NAME', 'SURNAME'],
  ])('puts names into %s and %s where the account calls them so', async (first, last) => {
    start({ attributes: [first, last].map((name) => ({ name, category: 'normal', type: 'text' })) });
    await upsert({ firstName: 'Ada', lastName: 'Lovelace' });
    expect(twin.contact(email)?.attributes).toEqual({ [first]: 'Ada', [last]: 'Lovelace' });
  });

  it('adds the person without a name where the account has no place for it', async () => {
    start({ attributes: [] });
    const { differences } = await upsert({ firstName: 'Ada', lastName: '' });
    expect(twin.contact(email)).toBeDefined();
    expect(differences).toEqual([{ path: '/firstName', message: expect.stringContaining('FIRSTNAME') }]);
  });

  it('offers them for mapping, with choices, and not those Brevo fills', async () => {
    start({ attributes });
    const specs = (await upsertContact.listFields?.(ctx)) ?? [];
    const types = Object.fromEntries(specs.filter(({ path }) => path.startsWith('/attributes/')).map(({ label, type }) => [label, type]));
    expect(types).toEqual({
      LASTNAME: 'string',
      FIRSTNAME: 'string',
      SMS: 'phone',
      BUDGET: 'number',
      SINCE: 'date',
      VIP: 'boolean',
      TOPICS: 'list',
      GENDER: 'enum',
      LANGUAGE: 'enum',
    });
    expect(specs.find(({ label }) => label === 'TOPICS')?.options).toEqual(['News', 'Offers'].map((value) => ({ value, label: value })));
    expect(specs.find(({ path }) => path === '/email')).toMatchObject({ type: 'email', required: true });
  });
});

describe('the first mapping', () => {
  const deliver = (sample: Envelope) => upsert(compileMapping(upsertContact.defaultMapping(sample.type, sample)).apply(sample).payload);

  it('puts on the list who agreed in the form', async () => {
    await deliver(formSubmitted);
    expect(twin.contact(email)).toMatchObject({ listIds: [3], attributes: { FIRSTNAME: 'Ada', LASTNAME: 'Lovelace' } });
  });

  it('finds the address in the form where the event names nobody', async () => {
    const { subject: _, ...anonymous } = formSubmitted;
    await deliver(anonymous);
    expect(twin.contact(email)).toBeDefined();
  });

  it('keeps a customer who did not agree off the list', async () => {
    await deliver(orderCreated);
    expect(twin.contact('grace@example.com')).toMatchObject({ listIds: [], emailBlacklisted: false, attributes: { FIRSTNAME: 'Grace' } });
  });
});
