import type { Envelope } from '@handoff/shared/event';
import type { Findings } from '../lib/findings.ts';
import type { Scene } from './scene.ts';

export const FIGURES = ['missing', 'doubled', 'consent_raised', 'contract_violations'] as const;
export type Figure = (typeof FIGURES)[number];
type Add = Findings<Figure>['add'];

/** Holds the shop against what the server was told and what the CRM says. */
export async function verify(scene: Scene, add: Add): Promise<void> {
  verifyEvents(scene, await eventsOf(scene), add);
  verifyContacts(scene, add);
  verifyDeals(scene, add);
  for (const violation of [...scene.fake.violations, ...scene.hubspot.violations]) add('contract_violations', violation);
}

interface Told {
  state: string;
  envelope: Envelope;
}

async function eventsOf({ client, workspaceId }: Scene): Promise<Told[]> {
  const told: Told[] = [];
  let before: number | undefined;
  do {
    const query = { limit: 200, include: 'envelope' as const, ...(before === undefined ? {} : { before }) };
    const { items, next } = await client('listEvents', { params: { workspaceId }, query });
    told.push(...items.map(({ state, envelope }) => ({ state, envelope: envelope as Envelope })));
    before = next ?? undefined;
  } while (before !== undefined);
  return told;
}

/** Each thing that happened was told, and told once. */
function verifyEvents({ fake }: Scene, told: Told[], add: Add): void {
  const times = new Map<string, number>();
  for (const { envelope } of told) times.set(envelope.idempotencyKey, (times.get(envelope.idempotencyKey) ?? 0) + 1);
  for (const [key, count] of times) if (count > 1) add('doubled', `${key} was handed over ${count} times`);
  const moments = new Set(
    told.map(({ envelope: { type, data } }) => `${type} ${String(data['refundId'] ?? data['orderId'] ?? data['customerId'])}`),
  );
  const expect = (moment: string) => void (moments.has(moment) || add('missing', moment));

  for (const { id } of fake.shop.state.customers.values()) expect(`customer.created ${id}`);
  for (const order of fake.shop.state.orders.values()) {
    expect(`order.created ${order.id}`);
    if (order.transactions.some(({ kind }) => kind === 'sale')) expect(`order.paid ${order.id}`);
    if (order.cancelled_at !== null) expect(`order.cancelled ${order.id}`);
    if (order.fulfillment_status === 'fulfilled') expect(`order.fulfilled ${order.id}`);
    for (const { id } of order.refunds) expect(`refund.created ${id}`);
  }
}

function verifyContacts({ fake, hubspot }: Scene, add: Add): void {
  const contacts = hubspot.contacts();
  const byEmail = new Map(contacts.map(({ properties }) => [properties['email'] ?? '', properties]));
  if (byEmail.size < contacts.length) add('doubled', `${contacts.length - byEmail.size} contacts`);
  for (const customer of fake.shop.state.customers.values()) {
    const contact = byEmail.get(customer.email ?? '');
    if (contact === undefined) {
      add('missing', `contact ${customer.email}`);
      continue;
    }
    const says = (property: string, shop: string | null) => {
      if ((contact[property] ?? '') !== (shop ?? '')) {
        add('missing', `${customer.email}: ${property} is "${contact[property] ?? ''}" at the CRM and "${shop ?? ''}" in the shop`);
      }
    };
    says('firstname', customer.first_name);
    says('lastname', customer.last_name);
    says('customer_note', customer.note);
    for (const channel of ['email', 'sms'] as const) {
      const { state, consent_updated_at: at } = customer.consents[channel];
      // Nobody said anything about one who never decided.
      if (at !== null) says(`${channel}_consent`, state);
      if (contact[`${channel}_consent`] === 'subscribed' && state !== 'subscribed') {
        add('consent_raised', `${customer.email}: subscribed to ${channel} at the CRM, ${state} in the shop`);
      }
    }
  }
}

function verifyDeals({ fake, hubspot }: Scene, add: Add): void {
  const deals = hubspot.deals();
  const byOrder = Map.groupBy(deals, ({ properties }) => properties['dealname'] ?? '');
  for (const order of fake.shop.state.orders.values()) {
    const [deal, ...more] = byOrder.get(String(order.id)) ?? [];
    if (more.length > 0) add('doubled', `order ${order.id} has ${more.length + 1} deals`);
    const shop = { amount: String(Number(order.total_price)), order_status: statusOf(order), order_note: order.note ?? '' };
    const { amount, order_status = '', order_note = '' } = deal?.properties ?? {};
    const crm = { amount: String(Number(amount)), order_status, order_note };
    if (JSON.stringify(crm) !== JSON.stringify(shop)) {
      add('missing', `order ${order.id} is ${JSON.stringify(crm)} at the CRM and ${JSON.stringify(shop)} in the shop`);
    }
  }
}

type Order = Scene['fake']['shop']['state']['orders'] extends Map<number, infer Record> ? Record : never;

function statusOf({ cancelled_at, financial_status, fulfillment_status }: Order): string {
  if (cancelled_at !== null) return 'cancelled';
  if (financial_status === 'refunded' || financial_status === 'partially_refunded') return financial_status;
  if (fulfillment_status === 'fulfilled') return 'fulfilled';
  return financial_status === 'paid' ? 'paid' : 'pending';
}
