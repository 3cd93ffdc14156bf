import type { ShopHarness } from '../../../packages/shopify-app/testing/harness.ts';
import { sendSpam } from './spam.ts';

const MINUTE = 60_000;

/** A shop in which something went well, something went wrong, and something is missing. */
export async function aBusyShop(harness: ShopHarness): Promise<void> {
  const { shop, hubspot, pass, install, sendToHubspot } = harness;
  const { workspaceId, sourceId, panel } = await install();
  await sendToHubspot(workspaceId, ['customer.created', 'customer.updated', 'form.submitted']);
  await panel.server('updateSource', { params: { workspaceId, sourceId }, body: { settings: { screening: { observe: false } } } });
  shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
  await pass(MINUTE);
  hubspot.inject({
    match: /contacts/,
    when: 'before',
    answer: { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' } },
  });
  const { id } = shop.createCustomer({ email: 'bob@example.com', firstName: 'Bob' });
  await pass(MINUTE);
  shop.requestData(id);
  await sendSpam(harness);
  shop.withdraw('read_customer_merge');
  await pass(MINUTE);
  await panel.shop('startReconciliation', {});
  await pass(MINUTE);
}
