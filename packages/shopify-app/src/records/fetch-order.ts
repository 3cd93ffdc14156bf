import { adminClient } from '../admin/client.ts';
import { getOrder, type Line, type Order } from '../admin/operations/orders.ts';
import type { Parts } from '../parts.ts';
import { orderRecord } from './order-payload.ts';
import { shownTo } from './shown.ts';
import type { OrderRecord } from './types.ts';

/**
 * The order as it is now, with all of its lines; undefined where Shopify has it no longer.
 * @throws AdminError
 */
export async function fetchOrder(parts: Parts, shop: string, id: string): Promise<OrderRecord | undefined> {
  const client = adminClient(parts, shop);
  const lines: Line[] = [];
  let found: Order | undefined;
  let after: string | undefined;
  do {
    const { order } = await client.query(getOrder, { id: `gid://shopify/Order/${id}`, ...(after === undefined ? {} : { after }) });
    if (order === null) return undefined;
    found = order;
    lines.push(...order.lineItems.nodes);
    after = order.lineItems.pageInfo.hasNextPage ? (order.lineItems.pageInfo.endCursor ?? undefined) : undefined;
  } while (after !== undefined);
  return orderRecord(found, lines, await shownTo(parts, shop));
}
