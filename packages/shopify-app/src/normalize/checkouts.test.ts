import { describe, expect, it } from 'vitest';
import { META, only } from '../../test/support.ts';
import { normalize } from './index.ts';

const checkout = {
  token: '2f6bd3a1c04e',
  created_at: '2026-11-20T11:00:00+01:00',
  updated_at: '2026-11-20T11:00:00+01:00',
  completed_at: null,
  email: null,
  currency: 'EUR',
  total_price: '12.50',
  line_items: [{ key: 'k1', product_id: 8914420031821, title: 'Assam Breakfast', sku: 'ASSAM-100', quantity: 1, price: '12.50' }],
};

describe('a checkout', () => {
  it('starts once without and once with a contact, not once a keystroke', () => {
    const key = (topic: string, changes: Record<string, unknown>) =>
      only(normalize(topic, { ...checkout, ...changes }, META)).envelope.idempotencyKey;
    const begun = key('checkouts/create', {});
    expect(key('checkouts/update', { updated_at: '2026-11-20T11:00:30+01:00' })).toBe(begun);
    const known = key('checkouts/update', { email: 'a@example.com' });
    expect(known).not.toBe(begun);
    expect(key('checkouts/update', { email: 'a@example.com', total_price: '25.00', updated_at: '2026-11-20T11:05:00+01:00' })).toBe(known);
  });

  it('carries what is in it, in exact amounts', () => {
    const { envelope, problemPaths } = only(normalize('checkouts/create', checkout, META));
    expect(envelope).toMatchObject({
      type: 'checkout.started',
      occurredAt: '2026-11-20T10:00:00.000Z',
      data: {
        checkoutId: '2f6bd3a1c04e',
        currency: 'EUR',
        total: '12.50',
        lines: [{ productId: '8914420031821', sku: 'ASSAM-100', unitPrice: '12.50', quantity: 1 }],
      },
    });
    expect(problemPaths).toEqual([]);
  });

  it('that became an order is left to the order', () => {
    expect(normalize('checkouts/update', { ...checkout, completed_at: '2026-11-20T11:10:00+01:00' }, META)).toEqual({
      ok: true,
      envelopes: [],
      problems: [],
    });
  });
});
