import type { CustomerInput, FakeShop, OrderInput, OrderRecord } from '@handoff/shopify-app/testing';
import type { Announced } from './story.ts';

/** What people do in Steep & Co's shop, in the words of the story. */
export interface ShopPlay {
  /** Brings the shop's past in, once; answers what came of one old order. */
  importPast: (name: string) => Promise<Announced>;
  registers: (email: string) => Announced;
  orders: (email: string) => Announced;
  pays: (name: string) => Announced;
  refunds: (name: string) => Announced;
  optsOut: (email: string) => Announced;
  /** Shopify delivers an order's first webhook once more. */
  again: (name: string) => Promise<Announced>;
  /** An order of which no webhook arrives, and the comparison that finds it. */
  ordersUnheard: (email: string) => Promise<Announced>;
}

/** What the play needs beside the shop: the app's own jobs, and Shopify's post. */
export interface Props {
  runImport: () => Promise<void>;
  runComparison: () => Promise<void>;
  deliver: () => Promise<void>;
  /** Sends the first webhook of a topic about a record again, byte for byte. */
  redeliver: (topic: string, id: number) => Promise<void>;
  /** Whether webhooks get lost from now on. */
  loseWebhooks: (lose: boolean) => void;
}

const DAY_MS = 86_400_000;

const PEOPLE: Readonly<Record<string, CustomerInput & OrderInput>> = {
  'oisin@example.ie': {
    firstName: 'Oisín',
    lastName: 'Byrne',
    address: { company: 'Byrne & Daughters', city: 'Dublin', country_code: 'IE' },
  },
  'marie@atelier-lefevre.example': {
    firstName: 'Marie',
    lastName: 'Lefèvre',
    phone: '+33199004127',
    address: { company: 'Atelier Lefèvre SARL', city: 'Bordeaux', country: 'France', country_code: 'FR' },
    lines: [{ quantity: 4 }, { title: 'Kettle with thermometer', sku: 'KETTLE-TEMP', price: '89.00' }],
    discount: { code: 'OFFICE10', amount: '18.86' },
    shipping: '6.90',
    financialStatus: 'pending',
  },
  'aiko@example.jp': { firstName: 'Aiko', lastName: 'Tanaka', lines: [{ quantity: 2 }] },
  'jonas.weber@example.com': {
    firstName: 'Jonas',
    lastName: 'Weber',
    lines: [{ title: 'Assam', sku: 'ASSAM-250', price: '25.00' }],
    shipping: '4.90',
    financialStatus: 'pending',
  },
};

/** The orders that were there before the app was. */
const PAST: readonly (OrderInput & { daysAgo: number })[] = [
  { daysAgo: 21, email: 'hanna@vogel.example', firstName: 'Hanna', lastName: 'Vogel', lines: [{ quantity: 3 }] },
  { daysAgo: 7, email: 'piet@dewit.example', firstName: 'Piet', lastName: 'de Wit', lines: [{ title: 'Teapot', price: '39.00' }] },
];

/** Fills the shop with its past. Nobody is told: the app is not installed yet. */
export function furnish(shop: FakeShop, now: number): void {
  for (const { daysAgo, ...order } of PAST) shop.createOrder({ ...order, at: now - daysAgo * DAY_MS, silent: true });
}

export function createShopPlay(shop: FakeShop, props: Props): ShopPlay {
  let imported: Promise<void> | undefined;
  const orderNamed = (name: string): OrderRecord => {
    const order = [...shop.state.orders.values()].find((one) => one.name === name);
    if (order === undefined) throw new Error(`There is no order ${name} in the demo's shop.`);
    return order;
  };
  const place = (email: string): Announced => {
    const { id } = shop.createOrder({ ...PEOPLE[email], email });
    return { type: 'order.created', id, email };
  };
  const about = (type: string, { id, email }: OrderRecord): Announced => ({ type, id, email: email ?? undefined });

  return {
    importPast: async (name) => {
      await (imported ??= props.runImport());
      return about('order.created', orderNamed(name));
    },
    registers: (email) => ({ type: 'customer.created', id: shop.createCustomer({ ...PEOPLE[email], email }).id, email }),
    orders: place,
    pays: (name) => about('order.paid', shop.payOrder(orderNamed(name).id)),
    refunds: (name) => {
      const order = orderNamed(name);
      const kettle = order.line_items.at(-1)?.id ?? 0;
      const { refund } = shop.refundOrder(order.id, { lines: [{ lineItemId: kettle, quantity: 1 }], note: 'Kettle arrived with a dent' });
      return { type: 'refund.created', id: refund.id };
    },
    optsOut: (email) => {
      const customer = [...shop.state.customers.values()].find((one) => one.email === email);
      if (customer === undefined) throw new Error(`Nobody in the demo's shop is ${email}.`);
      shop.setConsent(customer.id, 'email', 'unsubscribed');
      return { type: 'consent.updated', id: customer.id, email };
    },
    again: async (name) => {
      const order = orderNamed(name);
      await props.redeliver('orders/create', order.id);
      return about('order.created', order);
    },
    ordersUnheard: async (email) => {
      props.loseWebhooks(true);
      const announced = place(email);
      await props.deliver();
      props.loseWebhooks(false);
      await props.runComparison();
      return announced;
    },
  };
}
