import { describe, expect, test } from 'vitest';
import { bulkDocument } from '../../src/admin/operations/bulk.ts';
import { OPERATIONS } from '../../src/admin/operations/index.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { createScene } from './support.ts';

const SEARCH = "updated_at:>='2026-11-01T00:00:00Z'";

/** A shop with one of everything the app asks for, and what each operation is asked with. */
async function furnished() {
  const scene = createScene();
  const { shop, query, clock } = scene;
  shop.grant('read_all_orders', 'write_pixels', 'read_customer_events');
  const order = shop.createOrder({ landingSite: '/?utm_source=news', phone: '+4930123456', address: { city: 'Bonn' } });
  shop.fulfillOrder(order.id);
  const { refund } = shop.refundOrder(order.id);
  const settings = JSON.stringify({ endpoint: 'https://app.example/shopify/pixel', shop: shop.domain });
  const create = 'mutation ($settings: JSON!) { webPixelCreate(webPixel: { settings: $settings }) { webPixel { id } } }';
  const pixel = await query(create, { settings });
  const run = OPERATIONS['runBulk']?.document ?? '';
  const bulk = await query(run, { query: '{ orders { edges { node { id } } } }' });
  clock.advance(60_000);
  const gid = (type: string, id: unknown) => ({ id: `gid://shopify/${type}/${String(id)}` });
  const bulkId = { id: bulk.data.bulkOperationRunQuery.bulkOperation.id as string };
  const pixelId = { id: pixel.data.webPixelCreate.webPixel.id as string };
  const variables: Record<string, Record<string, unknown>> = {
    getOrder: gid('Order', order.id),
    listOrders: { query: SEARCH },
    countOrders: { query: SEARCH },
    getRefund: gid('Refund', refund.id),
    getCustomer: gid('Customer', order.customer_id),
    listCustomers: { query: SEARCH },
    countCustomers: { query: SEARCH },
    runBulk: { query: '{ customers { edges { node { id } } } }' },
    getBulk: bulkId,
    cancelBulk: bulkId,
    createPixel: { settings },
    updatePixel: { ...pixelId, settings },
    deletePixel: pixelId,
    listSubscriptions: { topics: ['CUSTOMER_JOINED_SEGMENT'] },
    createSubscription: { topic: 'CUSTOMER_JOINED_SEGMENT', uri: 'https://handoff.test/shopify/webhooks' },
    deleteSubscription: gid('WebhookSubscription', 1),
    receiveTrigger: { handle: 'form-submitted', payload: { Email: 'ada@example.com' } },
  };
  return { ...scene, variables };
}

describe.skipIf(!(await schemaAvailable()))('every operation of the app', () => {
  test.each(Object.values(OPERATIONS).filter(({ name }) => !name.startsWith('bulk')))(
    '$name runs on Shopify’s schema, and its answer reads',
    async (operation) => {
      const { query, fake, variables } = await furnished();
      const { data, errors, cost } = await query(operation.document, operation.variables.parse(variables[operation.name] ?? {}));
      expect(errors).toEqual([]);
      expect(operation.data.safeParse(data).error).toBeUndefined();
      expect(cost?.requestedQueryCost).toBeLessThanOrEqual(1000);
      expect(fake.violations).toEqual([]);
    },
  );

  test.each(Object.values(OPERATIONS).filter(({ name }) => name.startsWith('bulk')))(
    '$name runs in bulk, and each line of its file reads',
    async (operation) => {
      const { query, fake, clock } = await furnished();
      const search = operation.name === 'bulkOrders' ? "created_at:>='2026-01-01'" : "customer_date:>='2026-01-01'";
      const started = await query(OPERATIONS['runBulk']?.document ?? '', { query: bulkDocument(operation, search) });
      clock.advance(60_000);
      const { data } = await query('query ($id: ID!) { bulkOperation(id: $id) { status url } }', {
        id: started.data.bulkOperationRunQuery.bulkOperation.id,
      });
      expect(data.bulkOperation.status).toBe('COMPLETED');
      const lines = (await (await fake.fetch(new Request(data.bulkOperation.url))).text()).trimEnd().split('\n');
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.flatMap((line) => operation.data.safeParse(JSON.parse(line)).error ?? [])).toEqual([]);
      expect(fake.violations).toEqual([]);
    },
  );
});
