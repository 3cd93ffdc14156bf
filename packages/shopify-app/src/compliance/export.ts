import type { Parts } from '../parts.ts';
import { findShop } from '../shop/find.ts';
import { exportThere, type PersonRecord } from './companion-data.ts';
import { leftBy } from './left.ts';
import { findOurData } from './our-data.ts';
import type { Person } from './person.ts';
import { type Receipt, receiptOf } from './receipt.ts';

/** All that is kept of a customer, for the merchant to hand to them. */
export interface Exported {
  /** Webhooks that were not handed over yet, as Shopify sent them. */
  webhooks: { topic: string; body: unknown }[];
  checkouts: { body: unknown }[];
  /** Events, what was agreed to, and what was sent where. */
  events: PersonRecord[];
}

/** Collects what is kept of a person, and counts it. @throws CompanionError */
export async function exportRequest(parts: Parts, shop: string, person: Person): Promise<{ exported: Exported; receipt: Receipt }> {
  const row = await findShop(parts, shop);
  const ours = await findOurData(parts, shop, person);
  const isConnected = row !== undefined && row.source_id !== null;
  const events = isConnected ? await exportThere(parts, shop, person) : [];
  const deliveries = events.reduce((sum, { deliveryList }) => sum + deliveryList.length, 0);
  const there = isConnected ? { events: events.length, deliveries, attempts: 0, cancelled: 0, destinations: [] } : null;
  return {
    exported: {
      webhooks: ours.inbox.map(({ topic, body }) => ({ topic, body: readable(body) })),
      checkouts: ours.checkouts.map(({ body }) => ({ body: readable(body) })),
      events,
    },
    receipt: receiptOf({ webhooks: ours.inbox.length, checkouts: ours.checkouts.length }, there, person, await leftBy(parts, shop)),
  };
}

function readable(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
