import { adminClient } from '../../admin/client.ts';
import { listCustomers } from '../../admin/operations/customers.ts';
import { listOrders } from '../../admin/operations/orders.ts';
import { bareId } from '../../normalize/index.ts';
import type { Parts } from '../../parts.ts';
import { customerRecord, type CustomerRecord, fetchOrder, orderRecord, type OrderRecord, shownTo } from '../../records/index.ts';

/** Records that changed, those that changed longest ago first; `next` is null on the last page. */
export interface RecordPage {
  records: (OrderRecord | CustomerRecord)[];
  next: string | null;
}

/** Shopify may match whole days only, so what is older is left out here. */
const searchSince = (since: number): string => `updated_at:>='${new Date(since).toISOString()}'`;

/** @throws AdminError */
export async function pageOfOrders(parts: Parts, shop: string, since: number, after: string | null): Promise<RecordPage> {
  const { orders } = await adminClient(parts, shop).query(listOrders, { query: searchSince(since), ...(after === null ? {} : { after }) });
  const shown = await shownTo(parts, shop);
  const records: OrderRecord[] = [];
  for (const order of orders.nodes) {
    if (Date.parse(order.updatedAt) < since) continue;
    const { nodes, pageInfo } = order.lineItems;
    const record = pageInfo.hasNextPage ? await fetchOrder(parts, shop, bareId(order.id)) : orderRecord(order, nodes, shown);
    if (record !== undefined) records.push(record);
  }
  return { records, next: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null };
}

/** @throws AdminError */
export async function pageOfCustomers(parts: Parts, shop: string, since: number, after: string | null): Promise<RecordPage> {
  const { customers } = await adminClient(parts, shop).query(listCustomers, {
    query: searchSince(since),
    ...(after === null ? {} : { after }),
  });
  const shown = await shownTo(parts, shop);
  const changed = customers.nodes.filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
  return {
    records: changed.map((customer) => customerRecord(customer, shown)),
    next: customers.pageInfo.hasNextPage ? customers.pageInfo.endCursor : null,
  };
}
