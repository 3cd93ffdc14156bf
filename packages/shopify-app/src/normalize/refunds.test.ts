import { describe, expect, it } from 'vitest';
import { fixture, only, run } from '../../test/support.ts';

interface Transaction {
  kind: string;
  status: string;
  amount: string;
  currency: string | null;
  test: boolean;
}
const [transaction] = fixture('refunds-create-partial').payload.transactions as [Transaction];
const set = (amount: string, foreign?: string) => ({
  shop_money: { amount, currency_code: 'EUR' },
  presentment_money: foreign === undefined ? { amount, currency_code: 'EUR' } : { amount: foreign, currency_code: 'GBP' },
});

describe('a refund', () => {
  it('of a line and its shipping gives the money that went back, exactly', () => {
    const { envelope } = only(run('refunds-create-partial'));
    expect(envelope).toMatchObject({
      type: 'refund.created',
      idempotencyKey: 'refund.created:939114725645',
      occurredAt: '2026-11-20T15:05:40.000Z',
      data: {
        refundId: '939114725645',
        orderId: '6214533488973',
        currency: 'EUR',
        amount: '82.00',
        shipping: '6.90',
        tax: '13.09',
        reason: 'Kettle arrived with a dent',
        pending: false,
        lines: [{ lineItemId: '15893071339853', quantity: 1, amount: '75.10', sku: 'KETTLE-TEMP' }],
      },
    });
  });

  it('counts what is still under way, not what failed or is no refund', () => {
    const transactions = [
      { ...transaction, amount: '10.10' },
      { ...transaction, amount: '20.20', status: 'pending' },
      { ...transaction, amount: '40.40', status: 'failure' },
      { ...transaction, amount: '80.80', kind: 'sale' },
    ];
    const { data } = only(run('refunds-create-partial', { transactions })).envelope;
    expect(data).toMatchObject({ amount: '30.30', pending: true });
  });

  it('that returns goods but no money is of nothing, in the shop’s currency', () => {
    expect(only(run('refunds-create-partial', { transactions: [] })).envelope.data).toMatchObject({ amount: '0', currency: 'EUR' });
  });

  it('paid in the customer’s currency has all its amounts in it, and says so', () => {
    const { payload } = fixture('refunds-create-partial');
    const lines = payload.refund_line_items as Record<string, unknown>[];
    const { envelope, problemPaths } = only(
      run('refunds-create-partial', {
        transactions: [{ ...transaction, amount: '69.50', currency: 'GBP' }],
        refund_line_items: [{ ...lines[0], subtotal_set: set('75.10', '63.65'), total_tax_set: set('11.99', '10.16') }],
        refund_shipping_lines: [{ subtotal_amount_set: set('6.90', '5.85'), tax_amount_set: set('1.10', '0.93') }],
      }),
    );
    expect(envelope.data).toMatchObject({ currency: 'GBP', amount: '69.50', shipping: '5.85', tax: '11.09', lines: [{ amount: '63.65' }] });
    expect(problemPaths).toEqual(['/transactions/0/currency']);
  });

  it('in two currencies is not added up', () => {
    const result = run('refunds-create-partial', { transactions: [transaction, { ...transaction, currency: 'GBP' }] });
    expect(result).toMatchObject({ ok: false, problems: [{ path: '/transactions' }] });
  });

  it('of a test payment is marked as a test', () => {
    expect(only(run('refunds-create-partial', { transactions: [{ ...transaction, test: true }] })).envelope.context?.test).toBe(true);
    expect(only(run('refunds-create-partial')).envelope.context?.test).toBeUndefined();
  });

  it('keeps its key whenever it is seen', () => {
    const later = run('refunds-create-partial', {
      id: 'gid://shopify/Refund/939114725645',
      admin_graphql_api_id: undefined,
      processed_at: '2026-11-21T00:00:00Z',
    });
    expect(only(later).envelope.idempotencyKey).toBe('refund.created:939114725645');
  });
});
