import type { FakeShop } from '../../../packages/shopify-app/testing/index.ts';
import type { Random } from '../lib/random.ts';

const FIRST = ['Ada', 'Bo', 'Carl', 'Dina', 'Elif', 'Fadi', 'Greta', 'Hugo'];
const LAST = ['Lind', 'Byrne', 'Weber', 'Sato', 'Costa', 'Novak'];
const STATES = ['subscribed', 'unsubscribed', 'pending', 'not_subscribed'] as const;

let people = 0;

/** What a shop had before the app came: customers with what they agreed to, and their orders. */
export function givePast(shop: FakeShop, random: Random, now: number, counts: { customers: number; orders: number }): void {
  const daysAgo = (days: number) => now - days * 86_400_000;
  const ids = Array.from({ length: counts.customers }, () => {
    const customer = shop.createCustomer({ ...person(random), at: daysAgo(random.between(1, 300)), silent: true });
    const channel = random.pick(['email', 'sms'] as const);
    const decided = random.chance(0.7);
    if (decided) {
      customer.consents[channel] = {
        state: random.pick(STATES),
        opt_in_level: 'single_opt_in',
        consent_updated_at: customer.created_at,
        consent_collected_from: 'SHOPIFY',
      };
    }
    return customer.id;
  });
  for (let each = 0; each < counts.orders; each += 1) {
    shop.createOrder({ customerId: random.pick(ids), at: daysAgo(random.between(0.1, 55)), silent: true, financialStatus: paid(random) });
  }
}

/** A new order, of somebody new or somebody known. */
export function placeOrder(shop: FakeShop, random: Random): void {
  const known = random.chance(0.5) ? anyOf(shop.state.customers, random) : undefined;
  const lines = Array.from({ length: random.whole(1, 4) }, (_, index) => ({ title: `Tea ${index}`, price: `${random.whole(3, 60)}.90` }));
  shop.createOrder({
    ...(known === undefined ? person(random) : { customerId: known.id }),
    lines,
    financialStatus: paid(random),
    ...(random.chance(0.3) ? { note: `Note ${random.whole(1, 9999)}` } : {}),
  });
}

/** Something happens to what is there already; often several things to one record within a second. */
export function change(shop: FakeShop, random: Random): void {
  const times = random.chance(0.2) ? 2 : 1;
  const isCustomer = random.chance(0.5);
  const found = isCustomer ? anyOf(shop.state.customers, random) : anyOf(shop.state.orders, random);
  if (found === undefined) return;
  for (let time = 0; time < times; time += 1) (isCustomer ? changeCustomer : changeOrder)(shop, found.id, random);
}

function changeCustomer(shop: FakeShop, id: number, random: Random): void {
  if (random.chance(0.6)) shop.setConsent(id, random.pick(['email', 'sms'] as const), random.pick(STATES));
  else if (random.chance(0.3)) shop.addTags(id, `tag-${random.whole(1, 20)}`);
  else shop.editCustomer(id, { firstName: random.pick(FIRST), lastName: random.pick(LAST), note: `Note ${random.whole(1, 9999)}` });
}

function changeOrder(shop: FakeShop, id: number, random: Random): void {
  const order = shop.state.orders.get(id);
  if (order === undefined) return;
  const lottery = random.next();
  const isOpen = order.cancelled_at === null && order.refunds.length === 0;
  if (lottery < 0.25 && order.financial_status === 'pending' && order.cancelled_at === null) shop.payOrder(id);
  else if (lottery < 0.45 && isOpen && order.fulfillment_status === null) shop.fulfillOrder(id);
  else if (lottery < 0.55 && isOpen && order.financial_status === 'paid') shop.refundOrder(id);
  else if (lottery < 0.6 && isOpen && order.fulfillment_status === null) shop.cancelOrder(id);
  else shop.editOrder(id, { note: `Note ${random.whole(1, 9999)}` });
}

function paid(random: Random): 'paid' | 'pending' {
  return random.chance(0.6) ? 'paid' : 'pending';
}

function person(random: Random) {
  people += 1;
  return {
    email: `person-${people}@example.com`,
    phone: `+4930${String(1_000_000 + people)}`,
    firstName: random.pick(FIRST),
    lastName: random.pick(LAST),
  };
}

function anyOf<T>(records: ReadonlyMap<unknown, T>, random: Random): T | undefined {
  return records.size === 0 ? undefined : random.pick([...records.values()]);
}
