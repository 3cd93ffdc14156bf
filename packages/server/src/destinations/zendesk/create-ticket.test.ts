import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted, orderCreated } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { createTicket } from './create-ticket.ts';
import { contextFor } from './twin/context.ts';
import { createZendeskTwin, type ZendeskTwin } from './twin/index.ts';

const ORDERS = [
  {
    number: '#1042',
    at: '2026-11-20T10:15:00.000Z',
    total: '149.90',
    currency: 'EUR',
    status: 'partially_paid',
    items: '1 × Difference engine',
    adminUrl: 'https://admin.example/1042',
  },
  { number: '#1001' },
];
const NOTE = [
  'Recent orders of this customer:',
  '#1042 · 2026-11-20 · 149.90 EUR · partially paid · 1 × Difference engine · https://admin.example/1042',
  '#1001',
].join('\n');

let twin: ZendeskTwin;
let at: number;

beforeEach(() => {
  at = Date.UTC(2026, 10, 21);
  twin = createZendeskTwin({ at: () => at });
});
afterEach(() => expect(twin.violations).toEqual([]));

const create = (payload: Record<string, unknown>, key = 'delivery-1') => {
  const { ctx } = contextFor(twin, { key });
  return createTicket.perform(ctx, createTicket.payload.parse({ body: 'Hello', ...payload }));
};
const lookUp = (payload: Record<string, unknown>) => {
  const { ctx } = contextFor(twin);
  return createTicket.lookup?.(ctx, createTicket.payload.parse({ body: 'Hello', ...payload }));
};
const comments = () => twin.account.tickets.map((ticket) => ticket.comments);

describe('the orders of the customer', () => {
  it('are noted for the agents, not for the customer', async () => {
    await create({ recentOrders: ORDERS });
    expect(comments()).toEqual([
      [
        { body: 'Hello', public: true },
        { body: NOTE, public: false },
      ],
    ]);
  });

  it('make no note where there are none', async () => {
    await create({ recentOrders: [] });
    await create({}, 'delivery-2');
    expect(comments()).toEqual([[{ body: 'Hello', public: true }], [{ body: 'Hello', public: true }]]);
  });

  it('do not hold the ticket up, and the note is made up for when the ticket is found again', async () => {
    twin.inject({ match: /^PUT/, when: 'before', answer: { status: 503, body: '<html>' } });
    expect(await create({ recentOrders: ORDERS })).toMatchObject({ effect: 'created', differences: [{ path: '/recentOrders' }] });
    expect(await lookUp({ recentOrders: ORDERS })).toMatchObject({ effect: 'unchanged' });
    expect(await lookUp({ recentOrders: ORDERS })).toMatchObject({ effect: 'unchanged' });
    expect(comments()[0]).toHaveLength(2);
  });
});

describe('the same ticket again', () => {
  it('is answered from memory within two hours', async () => {
    const first = await create({ recentOrders: ORDERS });
    const once = twin.snapshot();
    expect(await create({ recentOrders: ORDERS })).toMatchObject({ id: first.id, effect: 'unchanged' });
    expect(twin.snapshot()).toEqual(once);
  });

  it('is found by its own id after any time', async () => {
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    expect((await refusalOf(create({}))).classification.kind).toBe('unknown');
    at += 3 * 60 * 60_000;
    expect(await lookUp({})).toMatchObject({ id: String(twin.account.tickets[0]?.id) });
  });

  it('is found where the mapping was changed since, which Zendesk refuses under the same key', async () => {
    const first = await create({});
    expect(await create({ body: 'Hello again' })).toMatchObject({ id: first.id, effect: 'unchanged' });
    expect(twin.account.tickets).toHaveLength(1);
  });

  it('is not taken for another event', async () => {
    await create({});
    await create({}, 'delivery-2');
    expect(twin.account.tickets).toHaveLength(2);
  });
});

describe('what Zendesk drops without a word', () => {
  it('is told: unknown fields and options, text for a number, tags it rewrites', async () => {
    const fields = { 101: 'plan_huge', 102: 'many', 103: ['plan_small', 'plan_huge'], 999: 'x', 106: '2026-11-21' };
    const { differences } = await create({ fields, tags: ['VIP', 'two words'] });
    expect(differences?.map(({ path }) => path)).toEqual(['/tags', '/fields/101', '/fields/102', '/fields/103', '/fields/999']);
    expect(differences?.at(-1)?.message).toContain('no field "999"');
  });

  it('says nothing where numbers come back as text and lists in another order', async () => {
    const sent = await create({ fields: { 101: 'plan_small', 102: 12, 103: ['plan_large', 'plan_small'], 105: true, 106: null } });
    expect(sent.differences).toBeUndefined();
  });
});

it('refuses a field that is no number before anything is sent', async () => {
  const { classification } = await refusalOf(create({ fields: { plan: 'x' } }));
  expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/fields/plan' }] });
  expect(twin.requests).toEqual([]);
});

it('tells the owner of a suspended customer', async () => {
  twin.account.addUser({ name: 'Ada', email: 'ada@example.com', suspended: true });
  const { classification } = await refusalOf(create({ requester: { email: 'ada@example.com' } }));
  expect(classification).toMatchObject({
    kind: 'permanent',
    problems: [{ path: '/requester/email', message: expect.stringContaining('suspended') }],
  });
});

it('offers the fields a person may fill in, with their options', async () => {
  const fields = await createTicket.listFields?.(contextFor(twin).ctx);
  const custom = fields?.filter(({ path }) => path.startsWith('/fields/'));
  expect(custom?.map(({ path, type }) => [path, type])).toEqual([
    ['/fields/101', 'enum'],
    ['/fields/102', 'number'],
    ['/fields/103', 'list'],
    ['/fields/105', 'boolean'],
    ['/fields/106', 'date'],
  ]);
  expect(custom?.[0]).toMatchObject({
    required: false,
    options: [
      { value: 'plan_small', label: 'Small' },
      { value: 'plan_large', label: 'Large' },
    ],
  });
});

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', contactForm7, 'Contact form 1 from Ada Lovelace', /^Hello\ntopics: a, b\nPhone|^Hello\n/, true],
    [
      'a form with labels',
      formSubmitted,
      'Contact from Ada Lovelace',
      /^I would like an offer.*\nPhone: \+4930123456\nBudget: 10000\nPage: /,
      true,
    ],
    ['an order', orderCreated, 'Order #1042 created', /149\.90 EUR paid\nGrace Hopper grace@example\.com/, false],
    ['a company order', shopify('orders-create-company'), /^Order \S+ created$/, /\d EUR|\d [A-Z]{3} /, false],
    ['an order of a guest', shopify('orders-create-guest'), /^Order \S+ created$/, /\d [A-Z]{3} /, false],
  ])('makes a ticket of %s', async (_, event, subject, text, isPublic) => {
    const { payload, problems } = compileMapping(createTicket.defaultMapping(event.type, event)).apply({
      ...event,
      recent: { orders: ORDERS },
    });
    expect(problems).toEqual([]);
    await create(payload);
    const [ticket] = twin.account.tickets;
    expect(ticket?.subject).toMatch(subject);
    expect(ticket?.comments[0]).toMatchObject({ body: expect.stringMatching(text), public: isPublic });
    expect(ticket?.comments[1]).toEqual({ body: NOTE, public: false });
    expect(twin.account.users.find(({ id }) => id === ticket?.requester_id)?.email).toBe(event.subject?.email);
    expect(JSON.stringify(ticket)).not.toMatch(/undefined|\[object/);
  });

  it('works for a person of whom no order and no name is known, and without a sample', async () => {
    const event = { ...contactForm7, subject: { email: 'ada@example.com' } };
    const { payload, problems } = compileMapping(createTicket.defaultMapping('form.submitted')).apply(event);
    expect(problems).toEqual([]);
    await create(payload);
    expect(twin.account.tickets[0]).toMatchObject({
      subject: 'Contact form 1 from your website',
      comments: [{ body: expect.stringContaining('Hello') }],
    });
  });
});
