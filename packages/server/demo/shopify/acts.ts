import type { FakeShopify } from '@handoff/shopify-app/testing';

/** What a visitor of the demo can let happen in the shop, by the name of its button. */
export interface Act {
  title: string;
  run: (fake: FakeShopify) => void;
}

let guests = 0;

const lastOrder = ({ shop }: FakeShopify) => [...shop.state.orders.values()].at(-1)?.id;
const lastCustomer = ({ shop }: FakeShopify) => [...shop.state.customers.values()].at(-1)?.id;
const about = (find: (fake: FakeShopify) => number | undefined, run: (fake: FakeShopify, id: number) => void): Act['run'] => {
  return (fake) => {
    const id = find(fake);
    if (id !== undefined) run(fake, id);
  };
};

export const ACTS: Readonly<Record<string, Act>> = {
  order: {
    title: 'A new customer buys tea',
    run: ({ shop }) => {
      guests += 1;
      shop.createOrder({
        email: `guest${guests}@example.com`,
        firstName: 'Guest',
        lastName: `No. ${guests}`,
        lines: [{ quantity: 2 }],
        shipping: '4.90',
        financialStatus: 'pending',
      });
    },
  },
  pay: { title: 'The last order is paid', run: about(lastOrder, ({ shop }, id) => void shop.payOrder(id)) },
  fulfil: { title: 'The last order is shipped', run: about(lastOrder, ({ shop }, id) => void shop.fulfillOrder(id)) },
  refund: { title: 'The last order is refunded', run: about(lastOrder, ({ shop }, id) => void shop.refundOrder(id)) },
  cancel: { title: 'The last order is cancelled', run: about(lastOrder, ({ shop }, id) => void shop.cancelOrder(id)) },
  subscribe: {
    title: 'The last customer ticks the newsletter',
    run: about(lastCustomer, ({ shop }, id) => void shop.setConsent(id, 'email', 'subscribed')),
  },
  unsubscribe: {
    title: 'The last customer opts out',
    run: about(lastCustomer, ({ shop }, id) => void shop.setConsent(id, 'email', 'unsubscribed')),
  },
  checkout: {
    title: 'Somebody begins a checkout',
    run: ({ shop }) => {
      guests += 1;
      shop.beginCheckout({ email: `guest${guests}@example.com` });
    },
  },
  lose: { title: 'Shopify loses its webhooks', run: ({ post }) => post.setWeather({ drop: 1 }) },
  deliver: { title: 'Shopify delivers again', run: ({ post }) => post.setWeather({}) },
  withhold: { title: 'Shopify withholds e-mail addresses', run: ({ shop }) => shop.approve({ email: false }) },
  approve: { title: 'Shopify approves e-mail addresses', run: ({ shop }) => shop.approve({ email: true }) },
  uninstall: { title: 'The merchant uninstalls the app', run: ({ shop }) => shop.uninstall() },
  install: { title: 'The merchant installs the app again', run: ({ shop }) => shop.install() },
};
