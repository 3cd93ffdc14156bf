import type { Envelope } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import { describe, expect, it } from 'vitest';
import { orderCreated } from '../testing/samples.ts';
import { contactMapping, dealMapping, noteMapping } from './mappings.ts';

const contactForm7: Envelope = {
  id: '1',
  idempotencyKey: 'form.submitted:cf7-5:1',
  type: 'form.submitted',
  occurredAt: '2026-11-21T09:30:00+01:00',
  subject: { email: 'Ada@Example.com', name: 'Ada Lovelace', phone: '030 12345678', country: 'DE' },
  data: {
    fields: { 'your-name': 'Ada Lovelace', 'your-email': 'Ada@Example.com', 'your-message': 'Hello', 'your-company': 'Analytical Ltd' },
  },
};

describe('the first mapping', () => {
  it('takes a contact from a form without editing', () => {
    const { payload, problems } = compileMapping(contactMapping('form.submitted', contactForm7)).apply(contactForm7);
    expect(problems).toEqual([]);
    expect(payload).toEqual({
      properties: {
        email: 'Ada@example.com',
        firstname: 'Ada',
        lastname: 'Lovelace',
        phone: '+493012345678',
        company: 'Analytical Ltd',
        message: 'Hello',
      },
    });
  });

  it('keeps a phone number that cannot be read, as typed, and does not stop for it', () => {
    const event = { ...contactForm7, subject: { email: 'a@example.com', phone: 'ext. 12' } };
    const { payload, problems } = compileMapping(contactMapping('form.submitted')).apply(event);
    expect(problems).toEqual([]);
    expect(payload).toMatchObject({ properties: { phone: 'ext. 12' } });
  });

  it('finds the answers of a sender that names no person, and odd keys', () => {
    const event: Envelope = {
      ...contactForm7,
      subject: {},
      data: { fields: { 'E-Mail': 'b@example.com', 'Ihre Nachricht/Frage': 'Guten Tag' } },
    };
    const { payload } = compileMapping(contactMapping('form.submitted', event)).apply(event);
    expect(payload).toEqual({ properties: { email: 'b@example.com', message: 'Guten Tag' } });
  });

  it('makes an order a won deal of its contact, keyed by the order and not by the event', () => {
    const apply = (event: Envelope) =>
      compileMapping(dealMapping(event.type)).apply({ ...event, steps: { contact: { id: '101' } } }).payload;
    expect(apply(orderCreated)).toEqual({
      properties: {
        pipeline: 'default',
        dealname: 'Order #1042',
        amount: 149.9,
        closedate: '2026-11-21T10:15:00.000Z',
        dealstage: 'closedwon',
      },
      contactId: '101',
      externalId: 'https://admin.shopify.com/store/engines/orders/5544332211',
    });
    const cancelled = { ...orderCreated, type: 'order.cancelled', id: '2', data: { ...orderCreated.data, status: 'cancelled' } };
    expect(apply(cancelled)).toMatchObject({
      properties: { dealstage: 'closedlost' },
      externalId: 'https://admin.shopify.com/store/engines/orders/5544332211',
    });
  });

  it("fills the address of an order's contact", () => {
    const { payload } = compileMapping(contactMapping('order.created')).apply(orderCreated);
    expect(payload).toMatchObject({ properties: { email: 'grace@example.com', city: 'Washington', zip: '20374', country: 'US' } });
  });

  it('notes the message under the contact of the step before, or by its address', () => {
    const { payload } = compileMapping(noteMapping('form.submitted', contactForm7)).apply({
      ...contactForm7,
      steps: { contact: { id: '7' } },
    });
    expect(payload).toEqual({ body: 'Hello', timestamp: '2026-11-21T09:30:00+01:00', contactId: '7', contactEmail: 'Ada@example.com' });
  });
});
