import { describe, expect, it } from 'vitest';
import { META, only, run } from '../../test/support.ts';
import { normalize } from './index.ts';

describe('a customer', () => {
  it('carries who it is and what the shop knows', () => {
    const { envelope } = only(run('customers-update'));
    expect(envelope).toMatchObject({
      type: 'customer.updated',
      idempotencyKey: `customer.updated:7720330117389:${Date.parse('2026-11-20T18:31:05Z')}`,
      subject: {
        email: 'oisin@example.ie',
        phone: '+353209100142',
        firstName: 'Oisín',
        lastName: 'Byrne',
        company: 'Byrne & Daughters',
        country: 'IE',
        externalIds: { shopify_customer: '7720330117389', shopify_shop: 'steep-and-co.myshopify.com' },
      },
      data: {
        customerId: '7720330117389',
        state: 'enabled',
        note: 'Asks for loose leaf only.',
        verifiedEmail: true,
        address: { line1: '4 Camden Row' },
      },
    });
    expect(envelope.consent).toBeUndefined();
  });

  it('keeps the key of its creation when an import finds it changed, not that of an update', () => {
    const later = { updated_at: '2026-12-24T00:00:00Z' };
    const key = (name: string, changes = {}) => only(run(name, changes)).envelope.idempotencyKey;
    expect(key('customers-create', later)).toBe(key('customers-create'));
    expect(key('customers-update', later)).not.toBe(key('customers-update'));
  });

  it('whose e-mail is withheld is flagged', () => {
    const { envelope, problemPaths } = only(run('customers-create', { email: null }));
    expect(envelope.context?.protectedData).toBe('email_not_available');
    expect(problemPaths).toEqual(['/email']);
  });

  it('of an older API version brings its consents, tags and totals', () => {
    const { envelope } = only(
      run('customers-create', {
        tags: 'vip, tea',
        orders_count: 3,
        total_spent: '120.40',
        email_marketing_consent: { state: 'subscribed', opt_in_level: 'confirmed_opt_in', consent_updated_at: '2025-05-05T10:00:00+02:00' },
      }),
    );
    expect(envelope.data).toMatchObject({ tags: ['vip', 'tea'], ordersCount: 3, totalSpent: '120.40' });
    expect(envelope.consent).toMatchObject([{ channel: 'email', state: 'subscribed', at: '2025-05-05T08:00:00.000Z' }]);
  });

  it('that was deleted is known by its id alone', () => {
    const { envelope, problemPaths } = only(normalize('customers/delete', { id: 7720330117389 }, META));
    expect(envelope).toMatchObject({
      type: 'customer.deleted',
      idempotencyKey: 'customer.deleted:7720330117389',
      occurredAt: META.triggeredAt,
      subject: { externalIds: { shopify_customer: '7720330117389' } },
    });
    expect(problemPaths).toEqual([]);
  });
});

describe('a merge', () => {
  const merge = {
    admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
    admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
    errors: [],
  };

  it('names who was kept and who is gone', () => {
    const { envelope } = only(normalize('customers/merge', { ...merge, status: 'completed' }, META));
    expect(envelope).toMatchObject({
      type: 'customer.merged',
      idempotencyKey: 'customer.merged:1:2',
      data: { customerId: '1', mergedCustomerId: '2' },
    });
  });

  it('that failed is no event, and says why', () => {
    const result = normalize(
      'customers/merge',
      { ...merge, status: 'failed', errors: [{ message: 'One of them has a gift card.' }] },
      META,
    );
    expect(result).toMatchObject({ ok: true, envelopes: [], problems: [{ path: '/status' }] });
    expect(result.problems[0]?.message).toContain('One of them has a gift card.');
  });
});

describe('tags', () => {
  const payload = { customerId: 'gid://shopify/Customer/7720330117389', tags: ['vip'], occurredAt: '2026-11-20T09:00:00.000Z' };

  it('added and removed in the same instant are two events, neither claiming to be the whole list', () => {
    const added = only(normalize('customer.tags_added', payload, META)).envelope;
    const removed = only(normalize('customer.tags_removed', payload, META)).envelope;
    expect(added.data).toEqual({ customerId: '7720330117389', tagsAdded: ['vip'] });
    expect(removed.data).toEqual({ customerId: '7720330117389', tagsRemoved: ['vip'] });
    expect(added.idempotencyKey).not.toBe(removed.idempotencyKey);
    expect(added.occurredAt).toBe(payload.occurredAt);
  });

  it('are told apart by which they are, in whatever order they are named', () => {
    const key = (...tags: string[]) => only(normalize('customer.tags_added', { ...payload, tags }, META)).envelope.idempotencyKey;
    expect(key('vip', 'tea')).toBe(key('tea', 'vip'));
    expect(new Set([key('vip'), key('tea'), key('vip', 'tea'), key('vip,tea')]).size).toBe(4);
  });
});
