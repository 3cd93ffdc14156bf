import { adminClient } from '../admin/client.ts';
import { getRefund, type Refund } from '../admin/operations/refunds.ts';
import type { Parts } from '../parts.ts';
import { refundRecord } from './refund-payload.ts';
import type { RefundRecord } from './types.ts';

/**
 * A refund with all of its lines; undefined where Shopify does not have it.
 * @throws AdminError
 */
export async function fetchRefund(parts: Parts, shop: string, id: string): Promise<RefundRecord | undefined> {
  const client = adminClient(parts, shop);
  const lines: Refund['refundLineItems']['nodes'] = [];
  let found: Refund | undefined;
  let after: string | undefined;
  do {
    const { refund } = await client.query(getRefund, { id: `gid://shopify/Refund/${id}`, ...(after === undefined ? {} : { after }) });
    if (refund === null) return undefined;
    found = refund;
    lines.push(...refund.refundLineItems.nodes);
    after = refund.refundLineItems.pageInfo.hasNextPage ? (refund.refundLineItems.pageInfo.endCursor ?? undefined) : undefined;
  } while (after !== undefined);
  return refundRecord(found, lines);
}
