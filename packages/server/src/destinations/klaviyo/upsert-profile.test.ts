import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { fieldsOf } from '../kit/index.ts';
import type { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { createKlaviyoTwin, type KlaviyoTwin, type KlaviyoTwinOptions } from './twin/index.ts';
import { upsertProfile } from './upsert-profile.ts';

let twin: KlaviyoTwin;
let ctx: CallContext<Settings>;

function start(options: KlaviyoTwinOptions = {}): void {
  twin = createKlaviyoTwin(options);
  ctx = contextFor(twin);
}
beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

const write = (payload: object) => upsertProfile.perform(ctx, upsertProfile.payload.parse(payload));

describe('a profile', () => {
  it('is made, then updated, whatever the letter case of its address', async () => {
    const made = await write({ email: 'Ada@Example.com', firstName: 'Ada', location: { city: 'Berlin' }, properties: { Budget: 100 } });
    expect(made).toMatchObject({
      effect: 'created',
      url: `https://www.klaviyo.com/profile/${made.id}`,
      output: { email: 'ada@example.com' },
    });
    const again = await write({ email: 'ada@example.com', lastName: 'Lovelace', location: { zip: '10115' }, properties: { Plan: 'gold' } });
    expect(again).toMatchObject({ id: made.id, effect: 'updated' });
    expect(twin.profile('ada@example.com')).toMatchObject({
      fields: { first_name: 'Ada', last_name: 'Lovelace' },
      location: { city: 'Berlin', zip: '10115' },
      properties: { Budget: 100, Plan: 'gold' },
    });
  });

  it('is not wiped by blank answers; null clears', async () => {
    await write({ email: 'ada@example.com', firstName: 'Ada', title: 'Countess', properties: { Plan: 'gold' } });
    const { differences } = await write({ email: 'ada@example.com', firstName: '', title: null, properties: { Plan: '' } });
    expect(differences).toBeUndefined();
    expect(twin.profile('ada@example.com')).toMatchObject({ fields: { first_name: 'Ada', title: null }, properties: { Plan: 'gold' } });
  });

  it('shows what Klaviyo dropped or changed', async () => {
    start({ alter: (sent) => ({ ...sent, first_name: 'ADA', location: { country: 'Germany' }, properties: {} }) });
    const { differences } = await write({
      email: 'ada@example.com',
      firstName: ' Ada',
      lastName: 'Lovelace ',
      location: { country: 'DE' },
      properties: { 'a/b': ['x'] },
    });
    expect(differences).toEqual([
      { path: '/firstName', message: 'Klaviyo kept "ADA" instead of "Ada".' },
      { path: '/location/country', message: 'Klaviyo kept "Germany" instead of "DE".' },
      { path: '/properties/a~1b', message: 'Klaviyo did not keep this value: "["x"]".' },
    ]);
  });

  it('whose answer is no profile is tried again', async () => {
    twin.inject({ when: 'after', answer: { status: 200, body: { data: {} } } });
    expect((await refusalOf(write({ email: 'ada@example.com' }))).classification).toMatchObject({
      kind: 'retry',
      code: 'unreadable_answer',
    });
  });
});

describe('identifiers', () => {
  it('on two profiles: the person gets in by the address, and the owner hears of the number', async () => {
    twin.seed({ fields: { email: 'ada@example.com' } });
    const other = twin.seed({ fields: { phone_number: '+4930123456' } });
    const { differences } = await write({ email: 'ada@example.com', phone: '+49 (30) 123456', firstName: 'Ada' });
    expect(twin.profile('ada@example.com')).toMatchObject({ fields: { first_name: 'Ada' }, phone: undefined });
    expect(differences).toEqual([{ path: '/phone', message: expect.stringContaining(`another profile (${other})`) }]);
    expect(twin.profiles()).toHaveLength(2);
  });

  it('on two profiles, one of them the external ID', async () => {
    twin.seed({ fields: { phone_number: '+4930123456' } });
    twin.seed({ fields: { external_id: '77' } });
    const { differences } = await write({ phone: '+4930123456', externalId: '77' });
    expect(differences?.map(({ path }) => path)).toEqual(['/externalId']);
  });

  it('that Klaviyo cannot tell apart are refused in words that say what to do', async () => {
    const errors = [{ code: 'duplicate_profile', detail: 'A profile already exists.', meta: { duplicate_profile_id: '01X' } }];
    twin.inject(...[1, 2, 3].map(() => ({ when: 'before' as const, answer: { status: 409, body: { errors } } })));
    const twice = await refusalOf(write({ email: 'ada@example.com', phone: '+4930123456' }));
    expect(twice.classification).toMatchObject({ kind: 'permanent', code: 'duplicate_profile', message: expect.stringContaining('Merge') });
    expect((await refusalOf(write({ email: 'ada@example.com' }))).classification).toMatchObject({ code: 'duplicate_profile' });
    expect(twin.requests).toHaveLength(3);
  });

  it('lose a phone number that is none, not the person', async () => {
    const typed = await write({ email: 'ada@example.com', phone: '030 123456' });
    expect(typed.differences).toEqual([{ path: '/phone', message: expect.stringContaining('international form') }]);
    const unreal = await write({ email: 'ada@example.com', phone: '+9991234567' });
    expect(unreal.differences).toEqual([{ path: '/phone', message: expect.stringMatching(/^Left out.*Klaviyo says: Invalid phone/) }]);
    expect(twin.profile('ada@example.com')?.phone).toBeUndefined();
  });

  it('are needed: a number that is none is not enough', async () => {
    const left = await refusalOf(write({ phone: 'ext. 12' }));
    expect(left.classification).toMatchObject({ kind: 'permanent', code: 'no_identifier', problems: [{ path: '/phone' }] });
    expect((await refusalOf(write({ phone: '+9991234567' }))).classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/phone' }],
    });
    expect(twin.profiles()).toEqual([]);
    expect(upsertProfile.payload.safeParse({ firstName: 'Ada' }).error?.issues[0]?.path).toEqual(['email']);
  });

  it('that are refused are named by field', async () => {
    const { classification } = await refusalOf(write({ email: 'ada@nowhere.invalid', phone: '+4930123456' }));
    expect(classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/email', message: expect.stringContaining('Invalid email') }],
    });
  });
});

describe('the mapping editor', () => {
  it("offers the account's own properties beside the fields", async () => {
    twin.seed({ fields: { email: 'a@example.com' }, properties: { Budget: 5, 'a/b': 'x', $source: -6, Empty: null } });
    twin.seed({ fields: { email: 'b@example.com' }, properties: { Tags: ['x'], Vip: true, Budget: 'much' } });
    const fields = await upsertProfile.listFields?.(ctx);
    const own = fields?.filter(({ path }) => path.startsWith('/properties/')).map(({ path, type }) => [path, type]);
    expect(own).toEqual([
      ['/properties/Budget', 'number'],
      ['/properties/Tags', 'list'],
      ['/properties/Vip', 'boolean'],
      ['/properties/a~1b', 'string'],
    ]);
    expect(fields?.length).toBe(fieldsOf(upsertProfile.payload).length + 4);
  });

  it('finds the person a payload would change, without writing', async () => {
    const id = twin.seed({ fields: { email: 'o+1@example.com', first_name: 'Ada', last_name: 'Lovelace' } });
    const find = (email?: string) => upsertProfile.findMatch?.(ctx, upsertProfile.payload.parse({ email, externalId: '1' }));
    expect(await find('O+1@example.com')).toEqual({
      id,
      label: 'Ada Lovelace (O+1@example.com)',
      url: `https://www.klaviyo.com/profile/${id}`,
    });
    expect(await find('no@example.com')).toBeUndefined();
    expect(await find()).toBeUndefined();
    expect(twin.profiles()).toHaveLength(1);
  });
});
