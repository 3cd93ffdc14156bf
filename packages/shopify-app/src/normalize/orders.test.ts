import type { LineItem } from '@handoff/shared/event';
import { describe, expect, it } from 'vitest';
import { fixture, META, only, run } from '../../test/support.ts';
import { idempotencyKey, normalize } from './index.ts';

const ORDER_TOPICS = ['orders/create', 'orders/paid', 'orders/updated', 'orders/cancelled', 'orders/fulfilled'];

describe('an order', () => {
  it('of a guest is about the person in the billing address', () => {
    const { envelope } = only(run('orders-create-guest'));
    expect(envelope.subject).toEqual({
      email: 'jonas.weber@example.com',
      phone: '+49 30 23125 417',
      name: 'Jonas Weber',
      firstName: 'Jonas',
      lastName: 'Weber',
      country: 'DE',
      externalIds: { shopify_shop: 'steep-and-co.myshopify.com' },
    });
    expect(envelope.occurredAt).toBe('2026-11-18T08:12:44.000Z');
    expect(envelope.context).toMatchObject({
      ip: '203.0.113.24',
      locale: 'de',
      referrer: 'https://news.example.com/',
      utm: { source: 'newsletter', medium: 'email', campaign: 'november' },
    });
    expect(envelope.context?.test).toBeUndefined();
  });

  it('of a company carries discounts by line, every tax, and the company', () => {
    const { subject, data } = only(run('orders-create-company')).envelope;
    expect(subject).toMatchObject({
      company: 'Atelier Lefèvre SARL',
      phone: '+33199004127',
      country: 'FR',
      externalIds: { shopify_customer: '7720114093389' },
    });
    expect(data).toMatchObject({
      number: '#1042',
      status: 'pending',
      currency: 'EUR',
      total: '171.64',
      discount: '23.86',
      discountCodes: ['OFFICE10'],
      tax: '18.95',
      taxes: [
        { title: 'VAT 7%', rate: 0.07, amount: '5.86' },
        { title: 'VAT 19%', rate: 0.19, amount: '13.09' },
      ],
      tags: ['office', 'wholesale'],
      attributes: { 'VAT number': 'FR00123456789' },
      purchaseOrder: 'AL-2026-118',
      billingAddress: { company: 'Atelier Lefèvre SARL', line2: '2e étage', country: 'FR', countryName: 'France' },
      adminUrl: 'https://admin.shopify.com/store/steep-and-co/orders/6214533488973',
    });
    expect(data.lines).toMatchObject([
      { sku: 'SENCHA-250', quantity: 4, unitPrice: '24.90', discount: '9.96', tax: '5.86' },
      { sku: 'KETTLE-TEMP', quantity: 1, unitPrice: '89.00', discount: '13.90', tax: '11.99' },
    ]);
  });

  describe('with lines that list no tax', () => {
    const { payload } = fixture('orders-create-company');
    const [taxed, other] = payload['line_items'] as [object, object];
    const taxes = (tax_lines: unknown, changes: Record<string, unknown> = {}) =>
      (
        only(run('orders-create-company', { line_items: [taxed, { ...other, tax_lines }], ...changes })).envelope.data[
          'lines'
        ] as LineItem[]
      ).map(({ tax }) => tax);
    const none = { line_items: [{ ...taxed, tax_lines: [] }] };

    it('says that those bear none, as a gift card', () => expect(taxes([])).toEqual(['5.86', '0.00']));
    it('does not say so where Shopify left the list out', () => expect(taxes(undefined)).toEqual(['5.86', undefined]));
    it('does not say so where only the whole order has a tax', () => expect(taxes([], none)).toEqual([undefined]));
    it('says so of an order without tax', () => expect(taxes([], { ...none, total_tax: '0.00', total_tax_set: null })).toEqual(['0.00']));
  });

  it('in yen has no decimals anywhere', () => {
    const { data } = only(run('orders-create-jpy')).envelope;
    expect(data).toMatchObject({ currency: 'JPY', total: '6700', subtotal: '6040', tax: '554', shipping: '660', discount: '0' });
    expect(data.lines).toMatchObject([
      { unitPrice: '3240', tax: '240' },
      { unitPrice: '2800', tax: '254' },
    ]);
  });

  it('bought in a foreign currency is told in the shop’s, with what the customer saw beside it', () => {
    const { data } = only(
      run('orders-create-guest', {
        presentment_currency: 'GBP',
        total_price_set: {
          shop_money: { amount: '29.90', currency_code: 'EUR' },
          presentment_money: { amount: '25.37', currency_code: 'GBP' },
        },
      }),
    ).envelope;
    expect(data).toMatchObject({ currency: 'EUR', total: '29.90', presentment: { currency: 'GBP', total: '25.37' } });
  });

  it.each([
    ['orders-create-guest', 'pending'],
    ['orders-paid', 'paid'],
    ['orders-fulfilled', 'fulfilled'],
    ['orders-cancelled', 'cancelled'],
  ])('%s has the status %s', (name, status) => {
    expect(only(run(name)).envelope.data.status).toBe(status);
  });

  it.each([
    [{ financial_status: 'refunded', fulfillment_status: 'fulfilled' }, 'refunded'],
    [{ financial_status: 'partially_refunded' }, 'partially_refunded'],
    [{ financial_status: 'partially_paid' }, 'partially_paid'],
    [{ financial_status: 'authorized' }, 'pending'],
    [{ financial_status: null }, 'open'],
  ])('with %j has the status %s', (changes, status) => {
    expect(only(run('orders-create-guest', changes)).envelope.data.status).toBe(status);
  });

  it('of a test gateway is marked as a test', () => {
    const { envelope } = only(run('orders-create-guest', { test: true }));
    expect(envelope.context?.test).toBe(true);
    expect(envelope.data.test).toBe(true);
  });

  it('reads a tick at the checkout as no consent', () => {
    const { envelope } = only(run('orders-create-company'));
    expect(envelope.consent).toBeUndefined();
    expect(envelope.data.acceptsMarketing).toBe(true);
  });

  it('never carries the customer’s private order page', () => {
    const result = run('orders-create-guest', {
      order_status_url: 'https://steep-and-co.myshopify.com/1/orders/x/authenticate?key=private',
    });
    expect(JSON.stringify(result)).not.toContain('key=private');
  });
});

describe('a withheld e-mail', () => {
  it('is reported as not approved, never as absent', () => {
    const result = run('orders-create-no-protected-data');
    const { envelope } = only(result);
    expect(envelope.subject?.email).toBeUndefined();
    expect(envelope.context?.protectedData).toBe('email_not_available');
    expect(result.problems[0]?.message).toMatch(/not approved for protected customer data.*does not mean that there is none/);
    expect(envelope.subject?.externalIds?.shopify_customer).toBe('7720441208013');
  });

  it('is told from an order taken without one', () => {
    const { envelope, problemPaths } = only(run('orders-create-guest', { email: '', contact_email: null }));
    expect(envelope.subject?.email).toBeUndefined();
    expect(envelope.context?.protectedData).toBeUndefined();
    expect(problemPaths).toEqual([]);
  });
});

describe('the key of an order event', () => {
  const key = (name: string, changes: Record<string, unknown> = {}, topic?: string) =>
    only(run(name, changes, topic)).envelope.idempotencyKey;

  it('is the same from GraphQL’s ids, times and amounts as from the webhook’s', () => {
    const graphql = { id: 'gid://shopify/Order/6214533488973', created_at: '2026-11-18T09:30:00Z', updated_at: '2026-11-18T09:30:04Z' };
    for (const topic of ORDER_TOPICS) {
      const total = { total_price: '171.640', total_price_set: null };
      expect(key('orders-paid', { ...graphql, ...total, admin_graphql_api_id: undefined }, topic)).toBe(key('orders-paid', {}, topic));
    }
    expect(key('orders-paid', {}, 'orders/updated')).toBe(
      idempotencyKey('order.updated', 'gid://shopify/Order/6214533488973', `${Date.parse('2026-11-18T09:30:04Z')}`),
    );
  });

  it.each(['orders-create-guest', 'orders-paid', 'orders-cancelled', 'orders-fulfilled'])(
    'of %s stays the same when a later scan finds the order changed since',
    (name) => {
      expect(key(name, { updated_at: '2026-12-01T00:00:00Z', tags: 'later' })).toBe(key(name));
    },
  );

  it('of an update is another for each update', () => {
    expect(key('orders-updated', { updated_at: '2026-12-01T00:00:00Z' })).not.toBe(key('orders-updated'));
  });

  it('of a payment is another when an edit raised the total and it was paid again', () => {
    expect(key('orders-paid', { total_price_set: null, total_price: '190.00' })).not.toBe(key('orders-paid'));
  });

  it('does not depend on the order of lines or on the delivery', () => {
    const { topic, payload, meta } = fixture('orders-create-company');
    const turned = { ...payload, line_items: (payload.line_items as unknown[]).toReversed() };
    const again = normalize(topic, turned, { ...meta, webhookId: 'another-delivery', triggeredAt: '2026-11-18T10:00:00Z' });
    expect(only(again).envelope.idempotencyKey).toBe(key('orders-create-company'));
  });

  it('and the type differ by topic for one and the same order', () => {
    const envelopes = ORDER_TOPICS.map((topic) => only(run('orders-fulfilled', {}, topic)).envelope);
    expect(envelopes.map(({ type }) => type)).toEqual([
      'order.created',
      'order.paid',
      'order.updated',
      'order.cancelled',
      'order.fulfilled',
    ]);
    expect(new Set(envelopes.map(({ idempotencyKey: each }) => each)).size).toBe(ORDER_TOPICS.length);
  });
});

describe('an order that is not quite readable', () => {
  it('loses only the odd member, and says which', () => {
    const { envelope, problemPaths } = only(
      run('orders-create-guest', { note: 7, tags: ['a'], total_tax_set: { shop_money: { amount: 1.96, currency_code: 'EUR' } } }),
    );
    expect(problemPaths.toSorted()).toEqual(['/note', '/tags', '/total_tax_set/shop_money/amount']);
    expect(envelope.data).toMatchObject({ total: '29.90' });
    expect(envelope.data.note).toBeUndefined();
  });

  it('gives no sum that lacks a part', () => {
    const { payload } = fixture('orders-create-company');
    const [first, second] = payload.line_items as Record<string, unknown>[];
    const broken = { ...second, discount_allocations: [{ amount: '8.90' }, { amount: 'five' }] };
    const { envelope, problemPaths } = only(run('orders-create-company', { line_items: [first, broken] }));
    expect((envelope.data.lines as { discount?: string }[]).map(({ discount }) => discount)).toEqual(['9.96', undefined]);
    expect(problemPaths).toEqual(['/line_items/1/discount_allocations/1/amount']);
  });

  it('keeps its contact when one part of it is too long', () => {
    const customer = { id: 1, first_name: 'x'.repeat(200), last_name: 'Weber', email: null };
    const { envelope, problemPaths } = only(run('orders-create-guest', { customer }));
    expect(envelope.subject).toMatchObject({ email: 'jonas.weber@example.com', lastName: 'Weber' });
    expect(problemPaths).toEqual(['/subject/firstName']);
  });

  it.each([
    ['without a total', { total_price: null, total_price_set: null }, '/total_price'],
    ['without a currency', { currency: null }, '/currency'],
    ['without an id', { id: null }, '/id'],
    ['with a line that has no price', { line_items: [{ id: 1, title: 'Tea', quantity: 1 }] }, '/line_items/0/price'],
  ])('%s gives no event and the path', (_, changes, path) => {
    const result = run('orders-create-guest', changes);
    expect(result.ok).toBe(false);
    expect(result.problems.map((problem) => problem.path)).toContain(path);
  });
});

describe('an edited order', () => {
  it('says what changed, and is told apart by the edit', () => {
    const payload = {
      order_edit: {
        id: 78912328793,
        order_id: 6214533488973,
        committed_at: '2026-11-18T12:00:00+01:00',
        created_at: '2026-11-18T11:58:00+01:00',
        notify_customer: false,
        staff_note: 'One more kettle',
        line_items: { additions: [{ id: 15893071339999, delta: 1 }], removals: [{ id: 15893071307085, delta: 2 }] },
      },
    };
    const { envelope } = only(normalize('orders/edited', payload, META));
    expect(envelope).toMatchObject({
      type: 'order.edited',
      idempotencyKey: 'order.edited:6214533488973:78912328793',
      occurredAt: '2026-11-18T11:00:00.000Z',
      data: {
        orderId: '6214533488973',
        added: [{ lineItemId: '15893071339999', quantity: 1 }],
        removed: [{ lineItemId: '15893071307085', quantity: 2 }],
        note: 'One more kettle',
        customerNotified: false,
      },
    });
  });
});
