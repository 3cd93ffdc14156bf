import { eraseOurData } from '@handoff/shopify-app/store';
import type { Person } from '../../identity/person.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';

/**
 * Erases what the Shopify app keeps of a person and has not handed over yet: webhooks that wait or failed, checkouts that were
 * begun. Answers how many. Before their events, so that nothing of it becomes one afterwards.
 */
export async function eraseFromShops(parts: { store: Store; clock: { now: () => number } }, reach: Reach, person: Person): Promise<number> {
  const { store, clock } = parts;
  let connected = store.db.selectFrom('shopify_shops').select('shop').where('workspace_id', '=', reach.workspaceId);
  if (reach.sourceId !== undefined) connected = connected.where('source_id', '=', reach.sourceId);
  const { email, phone, externalIds = {} } = person;
  const customerId = externalIds['shopify_customer'] ?? '';
  if (email === undefined && phone === undefined && customerId === '') return 0;
  let erased = 0;
  for (const { shop } of await connected.execute()) {
    const { webhooks, checkouts } = await eraseOurData({ ports: { store, clock } }, shop, {
      customerId,
      orderIds: [],
      ...(email === undefined ? {} : { email: email.trim() }),
      ...(phone === undefined ? {} : { phone: phone.trim() }),
    });
    erased += webhooks + checkouts;
  }
  return erased;
}
