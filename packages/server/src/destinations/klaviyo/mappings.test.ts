import type { Envelope } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import { describe, expect, it } from 'vitest';
import { shopify } from '../testing/shopify.ts';
import { eventMapping } from './event-mapping.ts';
import { EventPayload } from './event-payload.ts';
import { profileMapping } from './profile-mapping.ts';
import { ProfilePayload } from './profile-payload.ts';

const contactForm7: Envelope = {
  id: '01K9ZFORM0000000000000000A',
  idempotencyKey: 'form.submitted:cf7-5:1',
  type: 'form.submitted',
  occurredAt: '2026-11-21T09:30:00+01:00',
  subject: { email: 'Ada@Example.com', name: 'Ada Lovelace', phone: '030 12345678', country: 'DE' },
  data: {
    form: { id: '5', title: 'Contact form 1', plugin: 'cf7' },
    fields: { 'your-name': 'Ada Lovelace', 'your-email': 'Ada@Example.com', 'your-message': 'Hello', 'your-company': 'Analytical Ltd' },
  },
  context: { page: 'https://studio.example/contact' },
  consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00+01:00' }],
};

function map(mapping: typeof profileMapping, event: Envelope): unknown {
  const { payload, problems } = compileMapping(mapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  return payload;
}
const profile = (event: Envelope) => ProfilePayload.parse(map(profileMapping, event));
const tracked = (event: Envelope) => EventPayload.parse(map(eventMapping, event));

describe('the first mapping of a person', () => {
  it('takes a contact form without editing', () => {
    expect(profile(contactForm7)).toEqual({
      email: 'Ada@example.com',
      phone: '+493012345678',
      firstName: 'Ada',
      lastName: 'Lovelace',
      organization: 'Analytical Ltd',
      properties: { Message: 'Hello', Source: 'website' },
      consent: contactForm7.consent,
    });
  });

  it('takes an order: who and where, and no consent where the shop stated none', () => {
    const company = profile(shopify('orders-create-company'));
    expect(company).toMatchObject({
      organization: 'Atelier Lefèvre SARL',
      phone: '+33199004127',
      location: { country: 'FR' },
    });
    expect(company).not.toHaveProperty('consent');
    expect(profile(shopify('orders-create-guest'))).toMatchObject({
      email: 'jonas.weber@example.com',
      phone: '+493023125417',
      firstName: 'Jonas',
    });
  });

  it('takes a customer, and a consent that changed', () => {
    expect(profile(shopify('customers-create')).email).toMatch(/@/);
    expect(profile(shopify('customers-email-consent-update'))).toEqual({
      email: 'oisin@example.ie',
      consent: [expect.objectContaining({ channel: 'email', state: 'unsubscribed' })],
    });
  });

  it('refuses an order whose address Shopify withheld, in words', () => {
    const result = ProfilePayload.safeParse(map(profileMapping, shopify('orders-create-no-protected-data')));
    expect(result.error?.issues.map(({ message }) => message).join()).toMatch(/e-mail address/);
  });
});

describe('the first mapping of an event', () => {
  it('records an order with its value, items and one ID for its life', () => {
    const created = shopify('orders-create-company');
    const placed = tracked(created);
    expect(placed).toMatchObject({
      metric: 'Placed Order',
      value: 171.64,
      currency: 'EUR',
      uniqueId: 'https://admin.shopify.com/store/steep-and-co/orders/6214533488973',
      items: [{ sku: 'SENCHA-250', quantity: 4 }, { sku: 'KETTLE-TEMP' }],
      properties: { OrderId: '6214533488973', OrderNumber: '#1042', DiscountCodes: ['OFFICE10'] },
    });
    const cancelled = tracked({ ...created, id: '2', type: 'order.cancelled' });
    expect(cancelled).toMatchObject({ metric: 'Cancelled Order', uniqueId: placed.uniqueId });
    expect(tracked({ ...created, id: '3', type: 'order.updated' })).toMatchObject({ metric: 'Updated Order', uniqueId: '3' });
  });

  it('reads a cancelled order in yen, with the reason', () => {
    expect(tracked(shopify('orders-cancelled'))).toMatchObject({
      metric: 'Cancelled Order',
      value: 6700,
      currency: 'JPY',
      properties: { Reason: 'inventory' },
    });
  });

  it('records each refund by itself; a refund that names nobody is refused in words', () => {
    const refund = shopify('refunds-create-partial');
    expect(EventPayload.safeParse(map(eventMapping, refund)).error?.issues[0]?.message).toMatch(/whose event/);
    const named = { ...refund, subject: { ...refund.subject, email: 'ada@example.com' } };
    expect(tracked(named)).toMatchObject({
      metric: 'Refunded Order',
      uniqueId: refund.data['refundId'],
      value: Number(refund.data['amount']),
    });
  });

  it('records a form with its message and page', () => {
    expect(tracked(contactForm7)).toMatchObject({
      metric: 'Submitted Form',
      email: 'Ada@example.com',
      time: '2026-11-21T08:30:00.000Z',
      properties: { Form: 'Contact form 1', Message: 'Hello', Page: 'https://studio.example/contact' },
    });
  });

  it('names a metric it does not know by the type of the event', () => {
    expect(tracked({ ...contactForm7, type: 'custom.webinar_joined' }).metric).toBe('custom.webinar_joined');
  });
});
