import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7 } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { addTag } from './add-tag.ts';
import { classify } from './classify.ts';
import { examples } from './examples.ts';
import { activecampaign } from './index.ts';
import { setSubscription } from './set-subscription.ts';
import { Settings } from './settings.ts';
import { startAutomation } from './start-automation.ts';
import { syncContact } from './sync-contact.ts';
import { contextFor } from './twin/context.ts';
import { activecampaignContract } from './twin/contract.ts';
import { API_KEY, createActivecampaignTwin, HOST, type ActivecampaignTwin, type ActivecampaignTwinOptions } from './twin/index.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

const checkContract = activecampaignContract();
let twin: ActivecampaignTwin;
let ctx: CallContext<Settings>;

function start(options: ActivecampaignTwinOptions = {}): void {
  twin = createActivecampaignTwin({ checkContract, ...options });
  ctx = contextFor(twin);
}

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

const email = 'ada@example.com';
const kindOf = async (work: Promise<unknown>) => (await refusalOf(work)).classification.kind;

describe('a contact', () => {
  const fields = [
    { id: '5', title: 'Topic', type: 'dropdown', descript: '', options: ['Offer', 'Help'] },
    { id: '6', title: 'Interests', type: 'checkbox', descript: '', options: ['A', 'B'] },
    { id: '7', title: 'Since', type: 'date', descript: '' },
  ];
  const sync = (payload: object) => syncContact.perform(ctx, syncContact.payload.parse({ email, ...payload }));

  it('keeps what a form leaves blank and loses what is cleared', async () => {
    await sync({ firstName: 'Ada', phone: '030 1' });
    await sync({ firstName: '', phone: null });
    expect(twin.account.contacts).toMatchObject([{ firstName: 'Ada', phone: '' }]);
  });

  it('gets custom fields as ActiveCampaign takes them, and may have theirs listed with their options', async () => {
    start({ fields });
    await sync({ fields: { '5': 'offer', '6': 'B, a', '7': '2026-11-21T09:00:00Z' } });
    expect(twin.account.contacts[0]?.fieldValues).toEqual({ '5': 'Offer', '6': '||B||A||', '7': '2026-11-21' });
    expect((await syncContact.listFields?.(ctx))?.find(({ path }) => path === '/fields/5')).toMatchObject({
      label: 'Topic',
      type: 'enum',
      options: [{ value: 'Offer' }, { value: 'Help' }],
    });
  });

  it('is not sent with values that would be dropped without a word; all are named', async () => {
    start({ fields });
    const { classification } = await refusalOf(sync({ fields: { '5': 'Other', '7': 'soon', '99': 'x' } }));
    expect(classification.kind === 'permanent' && classification.problems.map(({ path }) => path)).toEqual([
      '/fields/5',
      '/fields/7',
      '/fields/99',
    ]);
    expect(twin.account.contacts).toEqual([]);
  });

  it('reports what was kept otherwise', async () => {
    const contact = { id: '9', email, firstName: 'A.' };
    twin.inject({ match: /^POST/, when: 'after', answer: { status: 200, body: { contact, fieldValues: [] } } });
    expect((await sync({ firstName: 'Ada' })).differences).toEqual([
      { path: '/firstName', message: 'ActiveCampaign kept "A." instead of "Ada".' },
    ]);
  });

  it('that is there can be shown without writing', async () => {
    const id = twin.seed(email);
    const url = `https://acme.activehosted.com/app/contacts/${id}`;
    expect(await syncContact.findMatch?.(ctx, { email: 'ADA@example.com' })).toEqual({ id, label: 'ADA@example.com', url });
    expect(await syncContact.findMatch?.(ctx, { email: 'no@example.com' })).toBeUndefined();
  });
});

describe('a tag', () => {
  const tag = (payload: object) => addTag.perform(ctx, addTag.payload.parse({ email, tag: 'website', ...payload }));
  const lookup = () => addTag.lookup?.(ctx, addTag.payload.parse({ email, tag: 'website' }));

  it('that is there is not added again, so that what it starts does not start again', async () => {
    start({ startedBy: { Website: '7' } });
    twin.account.makeTag('Website');
    await tag({});
    expect(await tag({ tag: 'WEBSITE' })).toMatchObject({ effect: 'unchanged' });
    expect(twin.account.runs).toHaveLength(1);
    expect(twin.account.tags).toHaveLength(1);
  });

  it('is found after a lost answer, so that nothing starts twice', async () => {
    start({ startedBy: { website: '7' } });
    twin.inject({ match: /contactTags/, when: 'after', answer: 'reset' });
    expect(await kindOf(tag({}))).toBe('unknown');
    expect(await lookup()).toMatchObject({ effect: 'unchanged' });
    expect(twin.account.runs).toHaveLength(1);
  });

  it('is not taken for another whose name holds its own', async () => {
    twin.account.makeTag('website visitor');
    await tag({});
    expect(twin.account.tags.map((one) => one.tag)).toEqual(['website visitor', 'website']);
  });

  it('that is new and comes with several people at once is made once, for all of them', async () => {
    const people = ['ada@example.com', 'bo@example.com', 'cy@example.com'];
    const added = await Promise.all(people.map((one) => tag({ email: one, tag: 'spring sale' })));
    expect(added.map(({ effect }) => effect)).toEqual(['updated', 'updated', 'updated']);
    expect(twin.account.tags.map((one) => one.tag)).toEqual(['spring sale']);
    expect(new Set(twin.account.contactTags.map(({ contact }) => contact)).size).toBe(3);
  });

  it('that cannot be made is refused in the words of ActiveCampaign', async () => {
    const body = { errors: [{ title: 'Your plan has no tags left', source: { pointer: '/data/attributes/tag' } }] };
    twin.inject({ match: /^POST .*\/tags$/, when: 'before', answer: { status: 422, body } });
    expect((await refusalOf(tag({}))).classification).toMatchObject({
      kind: 'permanent',
      message: expect.stringContaining('no tags left'),
      problems: [{ path: '/tag' }],
    });
  });

  it('names a contact who is gone', async () => {
    twin.account.makeTag('website');
    expect((await refusalOf(tag({ contactId: '999' }))).classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/contactId' }],
    });
  });

  it('suggests those there are', async () => {
    twin.account.makeTag('vip');
    expect((await addTag.listFields?.(ctx))?.find(({ path }) => path === '/tag')?.options).toEqual([{ value: 'vip', label: 'vip' }]);
  });
});

describe('a subscription', () => {
  const set = (consent: unknown, more: object = {}) =>
    setSubscription.perform(ctx, setSubscription.payload.parse({ email, consent, ...more }));
  const status = (list = '1') => twin.account.contactLists.find((one) => one.list === list)?.status;

  it.each([
    [undefined, 'subscribed', '1'],
    [undefined, 'not_subscribed', undefined],
    [undefined, 'pending', undefined],
    [undefined, undefined, undefined],
    [undefined, 'unsubscribed', undefined],
    ['0', 'subscribed', '0'],
    ['1', 'subscribed', '1'],
    ['1', 'not_subscribed', '1'],
    ['1', 'unsubscribed', '2'],
    ['0', 'unsubscribed', '2'],
    ['2', 'subscribed', '2'],
    ['3', 'subscribed', '3'],
  ])('that is %s with consent %s becomes %s', async (before, consent, after) => {
    if (before !== undefined) twin.seed(email, { 1: before });
    const { differences = [] } = await set(consent);
    expect(status()).toBe(after);
    expect(differences.length > 0).toBe(consent === 'subscribed' ? after !== '1' : consent !== 'unsubscribed');
  });

  it('ends on every list by an opt-out, which wins over what else the event says', async () => {
    twin.seed(email, { 1: '1', 2: '1' });
    await set([
      { channel: 'email', state: 'unsubscribed' },
      { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' },
    ]);
    expect([status('1'), status('2')]).toEqual(['2', '2']);
    expect(twin.account.contacts).toHaveLength(1);
  });

  it('begins for nobody in a quiet import, and ends for who opted out', async () => {
    expect(await set('subscribed', { quiet: true })).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
    expect(twin.requests).toEqual([]);
    twin.seed(email, { 1: '1' });
    await set('unsubscribed', { quiet: true });
    expect(status()).toBe('2');
  });

  it('makes nobody a contact for an opt-out', async () => {
    expect(await set('unsubscribed')).toEqual({ effect: 'unchanged' });
    expect(twin.account.contacts).toEqual([]);
  });

  it('goes to the mapped list, else to that of the connection, and asks for one where there is none', async () => {
    await set('subscribed', { list: '2' });
    expect([status('1'), status('2')]).toEqual([undefined, '1']);
    ctx = contextFor(twin, { list: undefined });
    expect((await refusalOf(set('subscribed'))).classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/list' }] });
    ctx = contextFor(twin, { list: '99' });
    expect((await refusalOf(set('subscribed'))).classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/list' }] });
  });

  it('offers the lists there are', async () => {
    const list = (await setSubscription.listFields?.(ctx))?.find(({ path }) => path === '/list');
    expect(list?.options).toEqual([
      { value: '1', label: 'Newsletter' },
      { value: '2', label: 'Offers' },
    ]);
  });
});

describe('an automation', () => {
  const run = (payload: object = {}) => startAutomation.perform(ctx, startAutomation.payload.parse({ email, ...payload }));
  const lookup = (payload: object = {}) => startAutomation.lookup?.(ctx, startAutomation.payload.parse({ email, ...payload }));

  it('does not start twice when the answer to its start is lost', async () => {
    twin.inject({ match: /contactAutomations/, when: 'after', answer: 'reset' });
    expect(await kindOf(run({ again: true }))).toBe('unknown');
    expect(await lookup({ again: true })).toMatchObject({ id: twin.account.runs[0]?.id });
    expect(twin.account.runs).toHaveLength(1);
  });

  it('does not start twice when the answer to making the contact is lost', async () => {
    twin.inject({ match: /contact\/sync/, when: 'after', answer: 'reset' });
    expect(await kindOf(run())).toBe('unknown');
    expect(await lookup()).toBeUndefined();
    await run();
    expect([twin.account.contacts.length, twin.account.runs.length]).toEqual([1, 1]);
  });

  it('starts once for a person, or with each event where that is mapped', async () => {
    await run();
    expect(await run()).toMatchObject({ effect: 'unchanged' });
    expect(twin.account.runs).toHaveLength(1);
    await run({ again: true });
    expect(twin.account.runs).toHaveLength(2);
  });

  it('takes no run from before the event for its own, and no other automation', async () => {
    const id = twin.seed(email);
    twin.account.runs.push({ id: '1', contact: id, automation: '7', adddate: new Date(NOW - 2 * 24 * 3_600_000).toISOString() });
    twin.account.start(id, '8');
    expect(await lookup({ again: true })).toBeUndefined();
    expect(await lookup({ again: false })).toMatchObject({ id: '1' });
  });

  it('reaches people, so a quiet import leaves it out, as it does tags', () => {
    expect([startAutomation.messages, addTag.messages, syncContact.messages]).toEqual([true, true, undefined]);
  });

  it('names one that is not there, and asks for one where none is chosen', async () => {
    expect((await refusalOf(run({ automation: '99' }))).classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/automation' }],
    });
    ctx = contextFor(twin, { automation: undefined });
    expect((await refusalOf(run())).classification).toMatchObject({ code: 'no_automation' });
  });
});

describe('the first mapping', () => {
  it.each([
    ['a contact form', contactForm7, 'website', false],
    ['an order', shopify('orders-create-company'), 'customer', true],
  ])('is right for %s', async (_, event, tag, again) => {
    for (const [name, operation] of Object.entries(activecampaign.operations)) {
      const { payload, problems } = compileMapping(operation.defaultMapping(event.type, event)).apply(event);
      expect(problems).toEqual([]);
      expect(operation.payload.safeParse(payload).error, name).toBeUndefined();
      if (name === 'addTag') expect(payload).toMatchObject({ tag });
      if (name === 'startAutomation') expect(payload).toMatchObject({ again });
      if (name === 'syncContact') expect(JSON.stringify(payload)).toMatch(/firstName.*lastName/);
    }
  });
});

describe('the connection', () => {
  it.each(['https://acme.api-us1.com', 'acme.api-us1.com/', 'https://ACME.api-us1.com/api/3', 'acme.activehosted.com'])(
    'takes %s',
    (url) => {
      expect(activecampaign.baseUrl(Settings.parse({ url, apiKey: API_KEY }))).toMatch(/^https:\/\/acme\.(api-us1|activehosted)\.com$/);
    },
  );

  it.each(['http://acme.api-us1.com.evil.example', 'evil.example', 'https://acme.api-us1.com@evil.example', ''])('refuses %s', (url) => {
    expect(Settings.safeParse({ url, apiKey: API_KEY }).success).toBe(false);
  });

  it('counts five calls a second for the account, whatever the key', () => {
    const limits = (apiKey: string) => activecampaign.limits(Settings.parse({ url: HOST, apiKey }));
    expect(limits(API_KEY)).toEqual([{ scope: `account:${HOST}`, max: 5, windowMs: 1000, perCall: true }]);
    expect(limits('another-key-0123456789')).toEqual(limits(API_KEY));
  });
});

describe('what ActiveCampaign answers', () => {
  const read = (status: number, json?: unknown, headers: Record<string, string> = {}) =>
    classify({ status, headers, text: JSON.stringify(json) ?? '', json }, 0);
  it.each([
    [401, 'reauth'],
    [402, 'reauth'],
    [403, 'scope'],
    [404, 'permanent'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
  ])('%i is %s', (status, kind) => expect(read(status, { message: 'x' }).kind).toBe(kind));

  it('waits a second where it is not told how long', () => {
    expect(read(429)).toMatchObject({ afterMs: 1000 });
    expect(read(429, {}, { 'retry-after': '3' })).toMatchObject({ afterMs: 3000 });
  });

  it.each([
    ['email_invalid', '/data/attributes/email', '/email'],
    ['duplicate', '/data/attributes/phone', '/phone'],
    ['related_missing', '/data/attributes/list', '/list'],
    ['field_invalid', '', '/fields'],
    ['other', '', ''],
  ])('points from %s to its place in the mapping', (code, pointer, path) => {
    const errors = [{ title: 'It is wrong', detail: '', code, source: { pointer } }];
    expect(read(422, { errors })).toMatchObject({ kind: 'permanent', problems: [{ path, message: expect.stringMatching(/\w{4}/) }] });
  });
});

it('deletes a person with all there is about them, and a repeat is harmless', async () => {
  const id = twin.seed(email, { 1: '1' });
  twin.seed('bo@example.com');
  twin.account.start(id, '7');
  const person = {
    email,
    records: [
      { operation: 'syncContact', id },
      { operation: 'startAutomation', id: '102' },
    ],
  };
  await activecampaign.erasePerson?.(ctx, person);
  await activecampaign.erasePerson?.(ctx, person);
  expect(twin.account).toMatchObject({ contacts: [{ email: 'bo@example.com' }], contactLists: [], runs: [] });
  twin.inject({ match: /^DELETE/, when: 'before', answer: { status: 403, body: { message: 'no' } } });
  await expect(activecampaign.erasePerson?.(ctx, { email: 'bo@example.com', records: [] })).rejects.toThrow(/ActiveCampaign/);
});

it.skipIf(checkContract === undefined)('checks against a contract that does refuse (../shared/specs/activecampaign)', () => {
  const ask = (path: string, body: unknown, method = 'POST') =>
    checkContract?.({ method, path, query: new URLSearchParams(), headers: new Headers({ 'content-type': 'application/json' }), body });
  expect(ask('/api/3/contact/sync', { contact: { email, fieldValues: [{ field: '5', value: 'x' }] } })).toEqual([]);
  expect(ask('/api/3/contact/sync', { contact: { email, first_name: 'Ada' } })?.join()).toMatch(/first_name/);
  expect(ask('/api/3/contact/sync', { email })?.join()).toMatch(/contact/);
  expect(ask('/api/3/contactLists', { contactList: { list: '1', contact: '1', status: 3 } })?.join()).toMatch(/status/);
  expect(ask('/api/3/contactTags', { contactTag: { contact: '1' } })?.join()).toMatch(/tag/);
  expect(ask('/api/3/contact', { email })?.join()).toMatch(/no such path/);
});
