import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeDestination } from '../testing/contract.ts';
import { doubleOptIn } from './double-opt-in.ts';
import { API_KEY, doi, examples, good } from './examples.ts';
import { brevo } from './index.ts';
import { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { brevoContract } from './twin/contract.ts';
import { createBrevoTwin, type BrevoTwin } from './twin.ts';
import { upsertContact } from './upsert-contact.ts';

const checkContract = brevoContract();
const apiKey = API_KEY;

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: BrevoTwin;
beforeEach(() => void (twin = createBrevoTwin({ checkContract })));
afterEach(() => expect(twin.violations).toEqual([]));

describe('the connection', () => {
  it('names the account', async () => {
    expect(await brevo.testConnection(contextFor(twin, { list: 3, ...doi }))).toEqual({ account: 'Twin & Co' });
  });

  it('finds a list or template that is not there or cannot be used', async () => {
    const problemOf = async (settings: Partial<Settings>) => {
      const { classification } = await refusalOf(brevo.testConnection(contextFor(twin, settings)));
      return classification.kind === 'permanent' ? classification.problems[0]?.message : classification.kind;
    };
    expect(await problemOf({ list: 99 })).toMatch(/no list 99/);
    expect(await problemOf({ list: 3, ...doi, doubleOptInTemplate: 8 })).toMatch(/no e-mail template 8/);
    const templates = [
      { id: 7, isActive: false, doiTemplate: true },
      { id: 8, isActive: true, doiTemplate: false },
    ];
    twin = createBrevoTwin({ checkContract, templates });
    expect(await problemOf({ list: 3, ...doi })).toMatch(/not active/);
    expect(await problemOf({ list: 3, ...doi, doubleOptInTemplate: 8 })).toMatch(/params\.DOIurl/);
  });

  it.each([
    ['an SMTP key', { apiKey: 'xsmtpsib-0123456789abcdef' }, 'apiKey'],
    ['a template without a list', { apiKey, ...doi }, 'list'],
    ['a template without a page', { apiKey, list: 3, doubleOptInTemplate: 7 }, 'redirectUrl'],
    ['a page that is a script', { apiKey, redirectUrl: 'javascript:alert(1)' }, 'redirectUrl'],
  ])('refuses %s', (_, settings, field) => {
    expect(Settings.safeParse(settings).error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it("keeps every call within Brevo's 10 a second and 36,000 an hour, without showing the key", () => {
    const limits = brevo.limits(Settings.parse({ apiKey }));
    expect(limits.map(({ max, windowMs, perCall }) => [(max * 3_600_000) / windowMs, perCall])).toEqual([
      [36_000, true],
      [36_000, true],
    ]);
    expect(limits).toEqual(brevo.limits(Settings.parse({ apiKey, list: 3 })));
    expect(JSON.stringify(limits)).not.toContain(apiKey.slice(8, 20));
  });

  it.each([
    ['upsertContact', upsertContact, 4],
    ['doubleOptIn', doubleOptIn, 3],
  ] as const)('makes for %s no more calls than it needs', async (_, operation, calls) => {
    await operation.perform(contextFor(twin, { list: 3, ...doi }, operation), operation.payload.parse(good));
    expect(twin.requests).toHaveLength(calls);
  });

  it('finds the person a payload would change, without writing', async () => {
    twin.seed({ email: 'ada@example.com', listIds: [3] });
    const match = (email: string) => upsertContact.findMatch?.(contextFor(twin), upsertContact.payload.parse({ email }));
    expect(await match('Ada@example.com')).toMatchObject({ id: '1', label: 'ada@example.com (on 1 lists)' });
    expect(await match('no@example.com')).toBeUndefined();
    expect(twin.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('erasing a person', () => {
  const person = {
    email: 'Ada+news@example.com',
    records: [
      { operation: 'upsertContact', id: '2' },
      { operation: 'upsertContact', id: '../1' },
    ],
  };

  it('deletes by number and by address, and a repeat is harmless', async () => {
    for (const email of ['bo@example.com', 'old@example.com', 'ada+news@example.com']) twin.seed({ email });
    await brevo.erasePerson?.(contextFor(twin), person);
    expect(twin.contact('bo@example.com')).toBeDefined();
    expect(twin.contact('old@example.com')).toBeUndefined();
    expect(twin.contact('ada+news@example.com')).toBeUndefined();
    await brevo.erasePerson?.(contextFor(twin), person);
  });

  it('does not take a refusal for a contact that is gone', async () => {
    twin.seed({ email: person.email });
    twin.inject({ when: 'before', answer: { status: 403 } });
    await expect(brevo.erasePerson?.(contextFor(twin), { email: person.email, records: [] })).rejects.toThrow(/Brevo/);
  });
});

it.skipIf(checkContract === undefined)('checks against a contract that does refuse (../shared/specs/brevo)', () => {
  const ask = (path: string, body: unknown) =>
    checkContract?.({
      method: 'POST',
      path,
      query: new URLSearchParams(),
      headers: new Headers({ 'content-type': 'application/json' }),
      body,
    });
  expect(ask('/v3/contacts', { email: 'a@example.com', attributes: { A: 1, B: ['x'] }, listIds: [3], updateEnabled: true })).toEqual([]);
  expect(ask('/v3/contacts', { email: 'a@example.com', extId: 'x' })?.join()).toMatch(/extId/);
  expect(ask('/v3/contacts', { email: 'a@example.com', attributes: { A: null } })?.join()).toMatch(/attributes/);
  expect(ask('/v3/contacts/doubleOptinConfirmation', { email: 'a@example.com', templateId: 7 })?.join()).toMatch(/includeListIds/);
});
