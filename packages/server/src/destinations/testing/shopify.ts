import { readFileSync } from 'node:fs';
import type { Envelope } from '@handoff/shared/event';
import { normalize } from '@handoff/shopify-app/normalize';

/** What the Shopify app makes of a webhook Shopify sent, by the name of its fixture, with members of its payload replaced. */
export function shopify(name: string, changes: Record<string, unknown> = {}): Envelope {
  const file = new URL(`../../../../shopify-app/fixtures/${name}.json`, import.meta.url);
  const { topic, meta, payload } = JSON.parse(readFileSync(file, 'utf8'));
  const normalized = normalize(topic, { ...payload, ...changes }, meta);
  if (!normalized.ok) throw new Error(`${name} is not understood`);
  return JSON.parse(JSON.stringify(normalized.envelopes[0])) as Envelope;
}

/** An order of goods that bear 21 % VAT and a gift card that bears none: Shopify lists no tax on its line. */
export function shopifyGiftCard(): Envelope {
  const money = (amount: string) => ({ shop_money: { amount, currency_code: 'EUR' } });
  const tax = [{ title: 'VAT', rate: 0.21, price: '21.00', price_set: money('21.00') }];
  const line = { quantity: 1, total_discount: '0.00' };
  return shopify('orders-paid', {
    line_items: [
      { ...line, id: 1, title: 'Tea', price: '121.00', price_set: money('121.00'), tax_lines: tax },
      { ...line, id: 2, title: 'Gift card', price: '100.00', price_set: money('100.00'), tax_lines: [] },
    ],
    total_price_set: money('221.00'),
    total_tax_set: money('21.00'),
    total_discounts_set: money('0.00'),
    total_shipping_price_set: money('0.00'),
    tax_lines: tax,
  });
}
