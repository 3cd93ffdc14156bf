import { toAmount, toUnits } from './money.ts';
import { checkoutPayload } from './payloads.ts';
import type { CheckoutRecord } from './records.ts';
import { type ShopState, stamp } from './state.ts';

export interface CheckoutInput {
  token?: string;
  email?: string | null;
  phone?: string | null;
  customerId?: number | null;
  lines?: { title?: string; sku?: string; price?: string; quantity?: number }[];
}

export interface CheckoutVerbs {
  beginCheckout: (input?: CheckoutInput) => CheckoutRecord;
  /** The visitor typed something: who they are, where it goes. */
  editCheckout: (
    token: string,
    changes: Partial<Pick<CheckoutRecord, 'email' | 'phone' | 'billing_address' | 'shipping_address'>>,
  ) => CheckoutRecord;
}

export function checkoutVerbs(shop: ShopState): CheckoutVerbs {
  return {
    beginCheckout: (input = {}) => {
      const id = shop.nextId();
      const at = stamp(shop);
      const token = input.token ?? `checkout${id}`;
      const lines = (input.lines ?? [{}]).map((line) => ({
        key: `line${shop.nextId()}`,
        product_id: shop.nextId(),
        variant_id: shop.nextId(),
        sku: line.sku ?? 'SENCHA-250',
        title: line.title ?? 'Sencha',
        quantity: line.quantity ?? 1,
        price: line.price ?? '24.90',
      }));
      const total = toAmount(
        lines.reduce((sum, { price, quantity }) => sum + toUnits(price, shop.currency) * quantity, 0),
        shop.currency,
      );
      const checkout: CheckoutRecord = {
        id,
        token,
        cart_token: `cart${id}`,
        created_at: at,
        updated_at: at,
        completed_at: null,
        email: input.email ?? null,
        phone: input.phone ?? null,
        currency: shop.currency,
        total_price: total,
        subtotal_price: total,
        total_tax: toAmount(0, shop.currency),
        total_discounts: toAmount(0, shop.currency),
        discount_codes: [],
        line_items: lines,
        billing_address: null,
        shipping_address: null,
        customer_id: input.customerId ?? null,
        abandoned_checkout_url: `https://${shop.domain}/checkouts/${token}/recover`,
        buyer_accepts_marketing: false,
        landing_site: null,
        referring_site: null,
        customer_locale: 'en',
      };
      shop.checkouts.set(token, checkout);
      shop.emit('checkouts/create', checkoutPayload(shop, checkout));
      return checkout;
    },
    editCheckout: (token, changes) => {
      const checkout = shop.checkouts.get(token);
      if (checkout === undefined) throw new Error(`${shop.domain} has no checkout ${token}.`);
      Object.assign(checkout, changes, { updated_at: stamp(shop) });
      shop.emit('checkouts/update', checkoutPayload(shop, checkout));
      return checkout;
    },
  };
}
