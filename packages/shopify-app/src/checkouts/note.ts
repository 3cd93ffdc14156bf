import { sql } from 'kysely';
import { z } from 'zod';
import type { Item } from '../capture/index.ts';
import { utcMs } from '../normalize/read.ts';
import type { Parts } from '../parts.ts';
import { requireShop } from '../shop/find.ts';
import { settingsOf } from '../shop/settings.ts';

/** What the inbox asks of the checkouts it just noted. */
export interface CheckoutNotes {
  /** Whether the event is of a checkout that became an order, or of one where the merchant wants none watched. */
  isOver: (item: Item) => boolean;
}

/** A message, as far as it was read: what Shopify's ids lose as JSON numbers is in `body`. */
type Read = { kind: string; items?: Item[]; payload?: unknown; body?: string };

const Order = z.object({ checkout_token: z.string().min(1) });
const Checkout = z.object({
  token: z.string().min(1),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  completed_at: z.string().nullish(),
});

const MINUTE = 60_000;

/**
 * Notes the checkouts among messages that were read, and the orders that ended some: in whichever order they come, an
 * order ends its checkout, and an older state of a checkout replaces no newer one.
 */
export async function noteCheckouts(parts: Parts, shop: string, read: Read[]): Promise<CheckoutNotes> {
  const orders = read.filter(({ items }) => items?.some(({ envelope }) => envelope.type.startsWith('order.')));
  const ordered = orders.flatMap(({ payload }) => Order.safeParse(payload).data?.checkout_token ?? []);
  const begun = read.filter(({ items, payload }) => isCheckout(items, payload));
  const checkouts = begun.flatMap(({ payload }) => Checkout.safeParse(payload).data ?? []);
  await noteOrdered(parts, shop, [...ordered, ...checkouts.filter(isPaid).map(({ token }) => token)]);

  const open = begun.filter(({ payload }) => !isPaid(payload as z.infer<typeof Checkout>));
  if (open.length === 0) return { isOver: () => false };
  const { abandonedAfterMinutes } = settingsOf(await requireShop(parts, shop));
  if (abandonedAfterMinutes === null) return { isOver: isCheckoutEvent };
  await noteOpen(parts, shop, open, abandonedAfterMinutes * MINUTE);
  const over = await findOrdered(
    parts,
    shop,
    checkouts.map(({ token }) => token),
  );
  return { isOver: (item) => isCheckoutEvent(item) && over.has(String(item.envelope.data['checkoutId'])) };
}

const isCheckoutEvent = ({ envelope }: Item): boolean => envelope.type === 'checkout.started';
const isPaid = ({ completed_at: at }: z.infer<typeof Checkout>): boolean => typeof at === 'string' && at !== '';

/** A paid checkout gives no event, and is one all the same. */
function isCheckout(items: Item[] | undefined, payload: unknown): boolean {
  if (items === undefined) return false;
  if (items.length > 0) return items.some(isCheckoutEvent);
  const read = Checkout.safeParse(payload).data;
  return read !== undefined && isPaid(read);
}

async function noteOrdered(parts: Parts, shop: string, tokens: string[]): Promise<void> {
  if (tokens.length === 0) return;
  const { store, clock } = parts.ports;
  const now = clock.now();
  await store.db
    .insertInto('shopify_checkouts')
    .values(
      [...new Set(tokens)].map((token) => ({
        shop,
        token,
        body: '',
        state: 'ordered' as const,
        started_at: now,
        updated_at: now,
        due_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['shop', 'token']).doUpdateSet({ state: 'ordered', body: '', updated_at: now }))
    .execute();
}

async function noteOpen(parts: Parts, shop: string, begun: Read[], waitMs: number): Promise<void> {
  const { store, clock } = parts.ports;
  const newest = new Map<string, { body: string; startedAt: number; updatedAt: number }>();
  for (const { payload, body = '' } of begun) {
    const checkout = payload as z.infer<typeof Checkout>;
    const updatedAt = utcMs(checkout.updated_at) ?? clock.now();
    if (updatedAt < (newest.get(checkout.token)?.updatedAt ?? 0)) continue;
    newest.set(checkout.token, { body, startedAt: utcMs(checkout.created_at) ?? updatedAt, updatedAt });
  }
  await store.db
    .insertInto('shopify_checkouts')
    .values(
      [...newest].map(([token, { body, startedAt, updatedAt }]) => ({
        shop,
        token,
        body,
        state: 'open' as const,
        started_at: startedAt,
        updated_at: updatedAt,
        due_at: updatedAt + waitMs,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['shop', 'token'])
        .doUpdateSet({
          body: sql<string>`excluded.body`,
          updated_at: sql<number>`excluded.updated_at`,
          due_at: sql<number>`excluded.due_at`,
        })
        .where(sql<boolean>`shopify_checkouts.state = 'open' and excluded.updated_at >= shopify_checkouts.updated_at`),
    )
    .execute();
}

async function findOrdered(parts: Parts, shop: string, tokens: string[]): Promise<Set<string>> {
  const rows = await parts.ports.store.db
    .selectFrom('shopify_checkouts')
    .select('token')
    .where('shop', '=', shop)
    .where('state', '=', 'ordered')
    .where('token', 'in', tokens)
    .execute();
  return new Set(rows.map(({ token }) => token));
}
