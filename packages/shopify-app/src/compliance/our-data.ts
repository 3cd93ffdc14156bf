import type { ShopifyPorts } from '../ports.ts';
import { NOT_CONTROL } from '../store/conditions.ts';
import { createMention, type Person } from './person.ts';

const ROWS_PER_READ = 200;

/** Of the app's parts, what this needs: the server erases here too, when a person asks there. */
interface Parts {
  ports: { store: Pick<ShopifyPorts['store'], 'db' | 'transaction'>; clock: Pick<ShopifyPorts['clock'], 'now'> };
}

export interface OurData {
  /** Webhooks that wait or failed; those that are done keep no body. */
  inbox: { seq: number; topic: string; body: string }[];
  checkouts: { token: string; body: string }[];
}

/** What the app itself keeps of a person. Bodies are looked through one by one: such a request is rare, and an index of people would itself be personal data. */
export async function findOurData(parts: Parts, shop: string, person: Person): Promise<OurData> {
  const { db } = parts.ports.store;
  const isTheirs = createMention(person);
  const inbox: OurData['inbox'] = [];
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('shopify_inbox')
      .select(['seq', 'topic', 'body'])
      .where('shop', '=', shop)
      // A request that is being read may be somebody else's and name the same number: it becomes a request of its own.
      .where((where) => where.or([where('state', '=', 'failed'), where.and([where('state', '=', 'pending'), NOT_CONTROL])]))
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(ROWS_PER_READ)
      .execute();
    inbox.push(...rows.filter(({ body }) => isTheirs(body)));
    if (rows.length < ROWS_PER_READ) break;
    after = rows.at(-1)?.seq ?? after;
  }
  const checkouts: OurData['checkouts'] = [];
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('shopify_checkouts')
      .select(['token', 'body'])
      .where('shop', '=', shop)
      .where('token', '>', after)
      .orderBy('token')
      .limit(ROWS_PER_READ)
      .execute();
    checkouts.push(...rows.filter(({ body }) => isTheirs(body)));
    if (rows.length < ROWS_PER_READ) return { inbox, checkouts };
    after = rows.at(-1)?.token ?? after;
  }
}

/** Erases it. Called while the shop is held, so that nothing of it is on its way. */
export async function eraseOurData(parts: Parts, shop: string, person: Person): Promise<{ webhooks: number; checkouts: number }> {
  const { store, clock } = parts.ports;
  const { inbox, checkouts } = await findOurData(parts, shop, person);
  await store.transaction(async (trx) => {
    for (const { seq } of inbox) {
      await trx.updateTable('shopify_inbox').set(erasedRow(clock.now())).where('seq', '=', seq).execute();
    }
    for (const { token } of checkouts) {
      await trx.deleteFrom('shopify_checkouts').where('shop', '=', shop).where('token', '=', token).execute();
    }
    await trx
      .deleteFrom('shopify_versions')
      .where('shop', '=', shop)
      .where((where) =>
        where.or([
          where.and([where('kind', '!=', 'order'), where('native_id', '=', person.customerId)]),
          where.and([where('kind', '=', 'order'), where('native_id', 'in', person.orderIds.length === 0 ? [''] : person.orderIds)]),
        ]),
      )
      .execute();
  });
  return { webhooks: inbox.length, checkouts: checkouts.length };
}

/** What stays of a webhook whose contents are erased: that it came. */
export function erasedRow(now: number) {
  return { state: 'done', body: '', flags: '["erased"]', error: null, events: '[]', done_at: now } as const;
}
