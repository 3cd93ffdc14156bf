import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated } from '../testing/samples.ts';
import { zendesk } from './index.ts';
import { contextFor } from './twin/context.ts';
import { createZendeskTwin, type ZendeskTwin } from './twin/index.ts';
import { createTicket } from './create-ticket.ts';
import { upsertUser } from './upsert-user.ts';

let twin: ZendeskTwin;
beforeEach(() => void (twin = createZendeskTwin()));
afterEach(() => expect(twin.violations).toEqual([]));

const upsert = (payload: Record<string, unknown>) => upsertUser.perform(contextFor(twin).ctx, upsertUser.payload.parse(payload));
const customers = () => twin.account.users.filter(({ role }) => role === 'end-user');

describe('a customer', () => {
  it('is found by address, or by number where there is one, and other fields stay', async () => {
    expect(await upsert({ email: 'Ada@Example.com', name: 'Ada', fields: { plan: 'plan_small' } })).toMatchObject({ effect: 'created' });
    expect(await upsert({ email: 'ada@example.com', name: 'Ada Lovelace', externalId: 'C7' })).toMatchObject({ effect: 'updated' });
    expect(await upsert({ externalId: 'c7', name: 'Ada L.' })).toMatchObject({ effect: 'updated' });
    expect(customers()).toMatchObject([{ email: 'ada@example.com', name: 'Ada L.', user_fields: { plan: 'plan_small' } }]);
  });

  it('keeps the name Zendesk has where none is mapped', async () => {
    twin.account.addUser({ name: 'Ada Lovelace', email: 'ada@example.com' });
    await upsert({ email: 'ada@example.com', phone: '+4930123456' });
    await upsert({ email: 'grace@example.com' });
    expect(customers().map(({ name }) => name)).toEqual(['Ada Lovelace', 'grace@example.com']);
  });

  it('stays an agent who is one', async () => {
    await upsert({ email: 'agent@engines.example', name: 'Ada Agent' });
    expect(twin.account.users[0]?.role).toBe('admin');
  });

  it('is told of values Zendesk dropped', async () => {
    const { differences } = await upsert({ email: 'ada@example.com', name: 'Ada', fields: { plan: 'plan_huge', missing: 1, spent: 12.5 } });
    expect(differences?.map(({ path }) => path)).toEqual(['/fields/plan', '/fields/missing']);
  });

  it('whose address is another one’s is refused with what to do', async () => {
    twin.account.addUser({ name: 'Ada', external_id: 'C7', email: 'old@example.com' });
    twin.account.addUser({ name: 'Ada', email: 'ada@example.com' });
    const { classification } = await refusalOf(upsert({ externalId: 'C7', email: 'ada@example.com', name: 'Ada' }));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/email', message: expect.stringContaining('Merge') }] });
  });

  it('is shown in the preview without a change', async () => {
    const ctx = contextFor(twin).ctx;
    const payload = upsertUser.payload.parse({ email: 'ada@example.com', name: 'x' });
    expect(await upsertUser.findMatch?.(ctx, payload)).toBeUndefined();
    twin.account.addUser({ name: 'Not Ada', email: 'not-ada@example.com.example' });
    const ada = twin.account.addUser({ name: 'Ada Lovelace', email: 'ada@example.com' });
    expect(await upsertUser.findMatch?.(ctx, payload)).toMatchObject({ id: String(ada.id), label: 'Ada Lovelace' });
  });

  it.each([
    [contactForm7, { name: 'Ada Lovelace', phone: null }],
    [orderCreated, { name: 'Grace Hopper', phone: '+12025550123' }],
  ])('is made by the first mapping, unedited', async (event, expected) => {
    const { payload, problems } = compileMapping(upsertUser.defaultMapping(event.type, event)).apply(event);
    expect(problems).toEqual([]);
    await upsert(payload);
    expect(customers()).toMatchObject([{ email: event.subject?.email, ...expected }]);
  });
});

describe('erasing a person', () => {
  const erase = (records: { operation: string; id: string }[]) =>
    zendesk.erasePerson?.(contextFor(twin).ctx, { email: 'ada@example.com', records }) ?? Promise.reject(new Error('cannot erase'));

  it('erases the tickets Handoff made and the customer, for good, and harmlessly again', async () => {
    const before = twin.account.users.length;
    const { ctx } = contextFor(twin);
    const { id = '' } = await createTicket.perform(
      ctx,
      createTicket.payload.parse({ body: 'Hello', requester: { email: 'ada@example.com' } }),
    );
    const user = await upsert({ email: 'ada@example.com', name: 'Ada' });
    const records = [
      { operation: 'createTicket', id },
      { operation: 'upsertUser', id: user.id ?? '' },
    ];
    await erase(records);
    await erase(records);
    expect(twin.account.users).toHaveLength(before);
    expect(twin.account.tickets).toEqual([]);
    expect(twin.account.trash).toEqual({ users: new Set(), tickets: new Set() });
  });

  it('says so where they have tickets of their own, and never erases an agent', async () => {
    const ada = twin.account.addUser({ name: 'Ada', email: 'ada@example.com' });
    twin.account.tickets.push({ id: 1, requester_id: ada.id } as never);
    expect((await refusalOf(erase([]))).classification).toMatchObject({
      kind: 'permanent',
      message: expect.stringContaining('open tickets'),
    });
    const [agent] = twin.account.users;
    ada.email = 'someone@example.com';
    await erase([{ operation: 'upsertUser', id: String(agent?.id) }]);
    expect(twin.account.users).toContain(agent);
  });
});
