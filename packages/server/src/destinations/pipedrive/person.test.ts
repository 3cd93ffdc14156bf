import { afterEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { upsertOrganization } from './organization.ts';
import { upsertPerson } from './person.ts';
import { contextFor } from './twin/context.ts';
import { pipedriveContract } from './twin/contract.ts';
import { createPipedriveTwin, type PipedriveTwin, type PipedriveTwinOptions } from './twin/index.ts';
import { customField } from './twin/state.ts';

const checkContract = pipedriveContract();
let twin: PipedriveTwin;
const start = (options: PipedriveTwinOptions = {}) => {
  twin = createPipedriveTwin({ checkContract, ...options });
  return contextFor(twin);
};
afterEach(() => expect(twin.violations).toEqual([]));

const parse = (payload: unknown) => upsertPerson.payload.parse(payload);
const ada = { email: 'ada@example.com', name: 'Ada Lovelace' };
const writes = () => twin.requests.filter(({ method }) => method !== 'GET').length;

describe('one person for one address', () => {
  it('finds whom the search does not know yet', async () => {
    const ctx = start({ lag: true });
    const first = await upsertPerson.perform(ctx, parse(ada));
    const second = await upsertPerson.perform(ctx, parse({ ...ada, email: 'ADA@example.com', phone: '+49 30 123' }));
    expect(second).toMatchObject({ id: first.id, effect: 'updated' });
    expect(twin.records.persons).toHaveLength(1);
  });

  it('makes no second one after a lost answer, though the search does not know the first', async () => {
    const ctx = start({ lag: true });
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    expect((await refusalOf(upsertPerson.perform(ctx, parse(ada)))).classification.kind).toBe('unknown');
    expect(await upsertPerson.lookup?.(ctx, parse(ada))).toMatchObject({ id: '1' });
    await upsertPerson.perform(ctx, parse(ada));
    expect(twin.records.persons).toHaveLength(1);
  });

  it('does not take a person who was there before for the change that was lost', async () => {
    const ctx = start({ persons: [{ name: 'Ada', email: 'ada@example.com' }] });
    expect(await upsertPerson.lookup?.(ctx, parse(ada))).toBeUndefined();
    expect(await upsertPerson.perform(ctx, parse(ada))).toMatchObject({ effect: 'updated' });
    expect(await upsertPerson.lookup?.(ctx, parse(ada))).toMatchObject({ id: '1' });
  });

  it('writes nothing where all is there already', async () => {
    const ctx = start();
    await upsertPerson.perform(ctx, parse(ada));
    expect(await upsertPerson.perform(ctx, parse(ada))).toMatchObject({ effect: 'unchanged' });
    expect(writes()).toBe(1);
  });

  it('uses the oldest of several copies and says so', async () => {
    const ctx = start({ persons: ['A', 'B', 'C'].map((name) => ({ name, email: 'ada@example.com' })) });
    const { id, differences } = await upsertPerson.perform(ctx, parse(ada));
    expect(id).toBe('1');
    expect(differences).toEqual([{ path: '/email', message: expect.stringContaining('3 persons') }]);
  });

  it('adds a number to those that are there, once', async () => {
    const ctx = start({ persons: [{ name: 'Ada Lovelace', email: 'ada@example.com', phone: '030 1' }] });
    await upsertPerson.perform(ctx, parse({ ...ada, phone: '+49 30 123' }));
    await upsertPerson.perform(ctx, parse({ ...ada, phone: '+4930123' }));
    expect((twin.records.persons[0]!['phones'] as { value: string }[]).map(({ value }) => value)).toEqual(['030 1', '+49 30 123']);
  });

  it('leaves what is blank in a form as it is, and names a new person by the address where there is no name', async () => {
    const ctx = start({ persons: [{ name: 'Ada Lovelace', email: 'ada@example.com', phone: '030 1' }] });
    expect(await upsertPerson.perform(ctx, parse({ email: 'ada@example.com', name: '', phone: '' }))).toMatchObject({
      effect: 'unchanged',
    });
    await upsertPerson.perform(ctx, parse({ email: 'new@example.com' }));
    expect(twin.records.persons.map(({ name }) => name)).toEqual(['Ada Lovelace', 'new@example.com']);
  });

  it('shows whom it would update, without writing', async () => {
    const ctx = start({ persons: [{ name: 'Ada', email: 'ada@example.com' }] });
    expect(await upsertPerson.findMatch?.(ctx, parse(ada))).toEqual({
      id: '1',
      label: 'Ada',
      url: 'https://acme.pipedrive.com/person/1',
    });
    expect(await upsertPerson.findMatch?.(ctx, parse({ email: 'no@example.com' }))).toBeUndefined();
    expect(writes()).toBe(0);
  });

  it('reports what Pipedrive kept otherwise', async () => {
    const ctx = start();
    const kept = { success: true, data: { id: 7, name: 'Ada L.', emails: [] } };
    twin.inject({ match: /^POST/, when: 'after', answer: { status: 201, body: kept } });
    const { differences } = await upsertPerson.perform(ctx, parse(ada));
    expect(differences).toEqual([{ path: '/name', message: 'Pipedrive kept "Ada L." instead of "Ada Lovelace".' }]);
  });
});

describe('marketing consent', () => {
  it.each([
    [undefined, 'subscribed', 'subscribed'],
    [undefined, 'unsubscribed', 'unsubscribed'],
    [undefined, 'pending', 'no_consent'],
    [undefined, undefined, 'no_consent'],
    ['no_consent', 'subscribed', 'subscribed'],
    ['no_consent', 'not_subscribed', 'no_consent'],
    ['unsubscribed', 'subscribed', 'unsubscribed'],
    ['archived', 'subscribed', 'archived'],
    ['archived', 'unsubscribed', 'unsubscribed'],
    ['subscribed', 'not_subscribed', 'subscribed'],
    ['subscribed', 'unsubscribed', 'unsubscribed'],
  ])('%s and now %s ends as %s', async (before, consent, after) => {
    const ctx = start(before === undefined ? {} : { persons: [{ name: ada.name, email: ada.email, marketing_status: before }] });
    const { differences = [] } = await upsertPerson.perform(ctx, parse({ ...ada, consent }));
    expect(twin.records.persons[0]?.['marketing_status']).toBe(after);
    expect(differences.map(({ path }) => path)).toEqual(consent === 'subscribed' && after !== 'subscribed' ? ['/consent'] : []);
  });

  it('lets the opt-out win where an event says both', async () => {
    const ctx = start();
    const consent = [
      { channel: 'email', state: 'unsubscribed' },
      { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' },
      { channel: 'sms', state: 'subscribed' },
    ];
    await upsertPerson.perform(ctx, parse({ ...ada, consent }));
    expect(twin.records.persons[0]?.['marketing_status']).toBe('unsubscribed');
  });

  it('goes on without it where the company has no marketing, and tells the owner', async () => {
    const ctx = start({ withoutMarketing: true });
    const { differences } = await upsertPerson.perform(ctx, parse({ ...ada, consent: 'unsubscribed' }));
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('unsubscribed from marketing') }]);
    expect(twin.records.persons).toHaveLength(1);
    const again = await upsertPerson.perform(ctx, parse({ ...ada, consent: 'unsubscribed' }));
    expect(again).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
  });
});

describe('custom fields', () => {
  const fields = {
    personFields: [
      customField('Budget', 'double', '1'),
      customField('Source', 'enum', '2', [
        { id: 11, label: 'Website' },
        { id: 12, label: 'Fair' },
      ]),
      customField('Topics', 'set', '3', [
        { id: 21, label: 'Offer' },
        { id: 22, label: 'Help' },
      ]),
      customField('Since', 'date', '4'),
      customField('Team', 'people', '5'),
    ],
  };
  const code = (digit: string) => digit.repeat(40);

  it('are offered with their options, and only those a value can be mapped to', async () => {
    const listed = await upsertPerson.listFields?.(start({ fields }));
    expect(listed?.find(({ path }) => path === `/customFields/${code('2')}`)).toMatchObject({
      label: 'Source',
      type: 'enum',
      options: [
        { value: 'Website', label: 'Website' },
        { value: 'Fair', label: 'Fair' },
      ],
    });
    expect(listed?.some(({ label }) => label === 'Team')).toBe(false);
  });

  it('arrive as Pipedrive takes them', async () => {
    const ctx = start({ fields });
    const customFields = { [code('1')]: '12.5', [code('2')]: 'website', [code('3')]: 'Help, Offer', [code('4')]: '2026-11-21T09:00:00Z' };
    await upsertPerson.perform(ctx, parse({ ...ada, customFields }));
    expect(twin.records.persons[0]?.custom_fields).toEqual({
      [code('1')]: 12.5,
      [code('2')]: 11,
      [code('3')]: [22, 21],
      [code('4')]: '2026-11-21',
    });
    const cleared = await upsertPerson.perform(ctx, parse({ ...ada, customFields: { [code('1')]: null, [code('2')]: '' } }));
    expect(cleared.effect).toBe('updated');
    expect(twin.records.persons[0]?.custom_fields).toMatchObject({ [code('1')]: null, [code('2')]: 11 });
  });

  it('that do not fit are all named before anything is sent', async () => {
    const ctx = start({ fields });
    const customFields = { [code('1')]: 'much', [code('2')]: 'Radio', [code('9')]: 'x' };
    const { classification } = await refusalOf(upsertPerson.perform(ctx, parse({ ...ada, customFields })));
    expect(classification.kind === 'permanent' && classification.problems.map(({ path }) => path)).toEqual([
      `/customFields/${code('1')}`,
      `/customFields/${code('2')}`,
      `/customFields/${code('9')}`,
    ]);
    expect(writes()).toBe(0);
  });
});

describe('an organisation', () => {
  const parseOrg = (payload: unknown) => upsertOrganization.payload.parse(payload);

  it('is one for one name, also while the search does not know it', async () => {
    const ctx = start({ lag: true });
    const first = await upsertOrganization.perform(ctx, parseOrg({ name: 'Analytical Ltd' }));
    const again = await upsertOrganization.perform(ctx, parseOrg({ name: ' analytical ltd', address: 'Berlin' }));
    twin.index();
    const last = await upsertOrganization.perform(ctx, parseOrg({ name: 'Analytical Ltd', address: 'Berlin' }));
    expect([first.effect, again.effect, last.effect]).toEqual(['created', 'updated', 'unchanged']);
    expect(twin.records.organizations).toMatchObject([{ name: 'Analytical Ltd', address: { value: 'Berlin' } }]);
  });

  it('is not made where nobody named a company', async () => {
    expect(await upsertOrganization.perform(start(), parseOrg({}))).toEqual({ effect: 'unchanged' });
    expect(twin.requests).toEqual([]);
  });

  it('belongs to its person', async () => {
    const ctx = start();
    const { id } = await upsertOrganization.perform(ctx, parseOrg({ name: 'Analytical Ltd' }));
    await upsertPerson.perform(ctx, parse({ ...ada, organizationId: id }));
    expect(twin.records.persons[0]?.['org_id']).toBe(Number(id));
    const { classification } = await refusalOf(upsertPerson.perform(ctx, parse({ ...ada, organizationId: 99 })));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/organizationId' }] });
  });
});
