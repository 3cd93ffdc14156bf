import { adminClient } from '../admin/client.ts';
import { AdminError } from '../admin/errors.ts';
import { countOrders } from '../admin/operations/orders.ts';
import { captureHeld, type Hold, HoldLost, holdShop, type Item } from '../capture/index.ts';
import { CompanionError } from '../companion/index.ts';
import { API_VERSION } from '../admin/library.ts';
import { normalize } from '../normalize/index.ts';
import { idempotencyKey } from '../normalize/ids.ts';
import type { Parts } from '../parts.ts';
import { PENDING } from '../store/conditions.ts';
import type { Task } from '../worker.ts';

const MINUTE = 60_000;
const CHECKOUTS_PER_TURN = 200;
/** Goes by the time, not by what comes in. */
const EVERY_MS = 1000;
const AFTER_FAULT_MS = 60 * MINUTE;
/** It may be another version of the server by then. */
const AFTER_REFUSAL_MS = 24 * 60 * MINUTE;

interface Due {
  shop: string;
  token: string;
  body: string;
  due_at: number;
}

/** Calls checkouts abandoned that nobody went on with in time, unless an order came of them or nobody said who they are. */
export function checkoutTask(parts: Parts): Task {
  return {
    name: 'checkouts',
    everyMs: EVERY_MS,
    run: async () => {
      const due = await findDue(parts);
      let did = 0;
      for (const [shop, checkouts] of Map.groupBy(due, (checkout) => checkout.shop)) did += await workShop(parts, shop, checkouts);
      return { did, nextAt: undefined };
    },
  };
}

/** Of shops that are installed, may send and whose inbox has nothing due: the order that ends a checkout may still wait in it. */
function findDue(parts: Parts): Promise<Due[]> {
  const { store, clock } = parts.ports;
  const now = clock.now();
  return store.db
    .selectFrom('shopify_checkouts')
    .innerJoin('shopify_shops', 'shopify_shops.shop', 'shopify_checkouts.shop')
    .select(['shopify_checkouts.shop', 'token', 'body', 'due_at'])
    .where('shopify_checkouts.state', '=', 'open')
    .where('due_at', '<=', now)
    .where('source_id', 'is not', null)
    .where('shopify_shops.state', '=', 'installed')
    .where((where) => where.or([where('sending_paused_until', 'is', null), where('sending_paused_until', '<=', now)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('shopify_inbox')
            .select('seq')
            .whereRef('shopify_inbox.shop', '=', 'shopify_checkouts.shop')
            .where(PENDING)
            .where('topic', 'like', 'orders/%')
            .where('next_at', '<=', now),
        ),
      ),
    )
    .orderBy('due_at')
    .limit(CHECKOUTS_PER_TURN)
    .execute();
}

async function workShop(parts: Parts, shop: string, checkouts: Due[]): Promise<number> {
  try {
    const done = await holdShop(parts, shop, async (hold) => {
      const open = await stillOpen(parts, shop, checkouts);
      const known = open.flatMap((checkout) => {
        const item = eventOf(checkout);
        return item === undefined ? [] : [{ ...checkout, item }];
      });
      const ofSomebody = new Set(known.map(({ token }) => token));
      await forget(
        parts,
        shop,
        open.filter(({ token }) => !ofSomebody.has(token)),
      );
      const { abandoned, ordered, unsure } = await lookForOrders(parts, hold, known);
      const untold = await tell(parts, hold, abandoned);
      await settle(
        parts,
        shop,
        abandoned.filter((checkout) => !untold.has(checkout)),
        { state: 'abandoned', body: '' },
      );
      for (const [checkout, askAgainAt] of untold) await settle(parts, shop, [checkout], { due_at: askAgainAt });
      await settle(parts, shop, ordered, { state: 'ordered', body: '' });
      if (unsure !== undefined) await settle(parts, shop, unsure.checkouts, { due_at: unsure.askAgainAt });
      return open.length;
    });
    return done === 'busy' ? 0 : done;
  } catch (error) {
    // `send` noted it on the shop.
    if (error instanceof CompanionError || error instanceof HoldLost) return 0;
    const { clock, logger } = parts.ports;
    logger.error(
      { shop, error: error instanceof Error ? error.message : String(error) },
      'a shop’s checkouts could not be looked at; they are looked at again later',
    );
    // Or they would be first again and again, and no other shop would have its turn.
    await settle(parts, shop, checkouts, { due_at: clock.now() + AFTER_FAULT_MS });
    return 0;
  }
}

/** A checkout of which somebody can be told. */
interface Known extends Due {
  item: Item;
}

/** Hands them over. Answers which the server does not have, with when to try them again. */
async function tell(parts: Parts, hold: Hold, abandoned: Known[]): Promise<Map<Known, number>> {
  const { clock, logger } = parts.ports;
  const answers = await captureHeld(
    parts,
    hold,
    abandoned.map(({ item }) => item),
    'webhook',
  );
  const untold = new Map<Known, number>();
  for (const [index, checkout] of abandoned.entries()) {
    const answer = answers[index];
    if (answer?.outcome === 'failed') untold.set(checkout, answer.retryAt ?? clock.now() + AFTER_FAULT_MS);
    if (answer?.outcome === 'rejected') {
      untold.set(checkout, clock.now() + AFTER_REFUSAL_MS);
      logger.error(
        { shop: hold.shop, error: answer.message },
        'the server refused an abandoned checkout; it is kept, and told again tomorrow',
      );
    }
  }
  return untold;
}

interface Sorted {
  abandoned: Known[];
  ordered: Known[];
  /** Shopify did not answer for these. */
  unsure: { checkouts: Known[]; askAgainAt: number } | undefined;
}

/** The webhook of the order that ended a checkout may be lost, and nobody who bought should be asked to come back. */
async function lookForOrders(parts: Parts, hold: Hold, open: Known[]): Promise<Sorted> {
  const sorted: Sorted = { abandoned: [], ordered: [], unsure: undefined };
  for (const [index, checkout] of open.entries()) {
    try {
      await hold.keep();
      ((await hasOrder(parts, checkout)) ? sorted.ordered : sorted.abandoned).push(checkout);
    } catch (error) {
      if (!(error instanceof AdminError)) throw error;
      if (error.retryAt !== undefined) {
        return {
          ...sorted,
          unsure: { checkouts: open.slice(index), askAgainAt: Math.max(error.retryAt, parts.ports.clock.now() + MINUTE) },
        };
      }
      // Shopify will not say: what came by webhook is all there is to go by.
      sorted.abandoned.push(checkout);
    }
  }
  return sorted;
}

async function hasOrder(parts: Parts, { shop, token }: Due): Promise<boolean> {
  const { ordersCount } = await adminClient(parts, shop).query(countOrders, { query: `checkout_token:${JSON.stringify(token)}` });
  return (ordersCount?.count ?? 0) > 0;
}

/** Once the shop is held: an order may have come since it was looked. */
async function stillOpen(parts: Parts, shop: string, checkouts: Due[]): Promise<Due[]> {
  const rows = await parts.ports.store.db
    .selectFrom('shopify_checkouts')
    .select('token')
    .where('shop', '=', shop)
    .where('state', '=', 'open')
    .where('due_at', '<=', parts.ports.clock.now())
    .where(
      'token',
      'in',
      checkouts.map(({ token }) => token),
    )
    .execute();
  const open = new Set(rows.map(({ token }) => token));
  return checkouts.filter(({ token }) => open.has(token));
}

/** The event; nothing for a checkout where nobody said who they are. */
function eventOf({ shop, token, body, due_at: dueAt }: Due): Item | undefined {
  const at = new Date(dueAt).toISOString();
  const normalized = normalize('checkouts/update', JSON.parse(body), {
    shop,
    webhookId: `abandoned:${token}`,
    triggeredAt: at,
    apiVersion: API_VERSION,
  });
  const [started] = normalized.ok ? normalized.envelopes : [];
  if (started?.subject?.email === undefined && started?.subject?.phone === undefined) return undefined;
  return {
    envelope: {
      ...started,
      id: `abandoned:${token}`.slice(0, 128),
      idempotencyKey: idempotencyKey('checkout.abandoned', token),
      type: 'checkout.abandoned',
      occurredAt: at,
    },
  };
}

/** Nobody said who they are, so there is nothing to tell. Whoever goes on with one after all begins it anew. */
async function forget({ ports: { store } }: Parts, shop: string, checkouts: Due[]): Promise<void> {
  if (checkouts.length === 0) return;
  await store.db
    .deleteFrom('shopify_checkouts')
    .where('shop', '=', shop)
    .where('state', '=', 'open')
    .where(
      'token',
      'in',
      checkouts.map(({ token }) => token),
    )
    .execute();
}

type Change = { state: 'abandoned' | 'ordered'; body: '' } | { due_at: number };

async function settle(parts: Parts, shop: string, checkouts: Due[], change: Change): Promise<void> {
  if (checkouts.length === 0) return;
  const { store, clock } = parts.ports;
  await store.db
    .updateTable('shopify_checkouts')
    .set('state' in change ? { ...change, updated_at: clock.now() } : change)
    .where('shop', '=', shop)
    .where('state', '=', 'open')
    .where(
      'token',
      'in',
      checkouts.map(({ token }) => token),
    )
    .execute();
}
