import { type CheckoutVerbs, checkoutVerbs } from './checkouts.ts';
import { type CustomerVerbs, customerVerbs } from './customers.ts';
import { type OrderVerbs, orderVerbs } from './orders.ts';
import type { ShopState } from './state.ts';

/** All that people do in a shop: its customers, its orders, its checkouts. */
export type ShopVerbs = CustomerVerbs & OrderVerbs & CheckoutVerbs;

export function shopVerbs(shop: ShopState): ShopVerbs {
  const customers = customerVerbs(shop);
  return { ...customers, ...orderVerbs(shop, customers), ...checkoutVerbs(shop) };
}
