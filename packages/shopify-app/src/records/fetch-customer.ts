import { adminClient } from '../admin/client.ts';
import { getCustomer } from '../admin/operations/customers.ts';
import type { Parts } from '../parts.ts';
import { customerRecord } from './customer-payload.ts';
import { shownTo } from './shown.ts';
import type { CustomerRecord } from './types.ts';

/**
 * The customer as they are now, with the consent of each channel; undefined where Shopify has them no longer.
 * @throws AdminError
 */
export async function fetchCustomer(parts: Parts, shop: string, id: string): Promise<CustomerRecord | undefined> {
  const { customer } = await adminClient(parts, shop).query(getCustomer, { id: `gid://shopify/Customer/${id}` });
  return customer === null ? undefined : customerRecord(customer, await shownTo(parts, shop));
}
