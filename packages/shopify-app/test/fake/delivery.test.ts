import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createScene, type Scene } from './support.ts';

/** Turns the clock to whatever is due next until nothing is, and answers when each try was made (ms from the start). */
async function runOut({ fake, clock }: Scene): Promise<number[]> {
  const start = clock.now();
  const times: number[] = [];
  for (let due = fake.nextDueAt(); due !== undefined; due = fake.nextDueAt()) {
    clock.advance(Math.max(0, due - clock.now()));
    times.push(...(await fake.deliverDue()).map(() => clock.now() - start));
  }
  return times;
}

test('a webhook is signed over its body and names shop, topic, delivery and happening', async () => {
  const { fake, shop } = createScene();
  const customer = shop.createCustomer();
  const [delivery] = fake.post.waiting();
  if (delivery === undefined) throw new Error('nothing waits');
  const request = fake.post.request(delivery);
  const body = await request.clone().text();
  expect(JSON.parse(body)).toMatchObject({ id: customer.id });
  expect(Object.fromEntries(request.headers)).toMatchObject({
    'x-shopify-topic': 'customers/create',
    'x-shopify-shop-domain': shop.domain,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': delivery.webhookId,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': '2026-11-21T12:00:00.000Z',
    'x-shopify-hmac-sha256': createHmac('sha256', 'secret').update(body).digest('base64'),
  });
});

test.each([500, 404, 'unreachable'] as const)(
  'an app that answers %s is asked nine times within four hours, then no more',
  async (status) => {
    const scene = createScene();
    scene.answer(status);
    scene.shop.createCustomer();
    const times = await runOut(scene);
    expect(times).toHaveLength(9);
    expect(times.at(-1)).toBeGreaterThan(3.5 * 3_600_000);
    expect(times.at(-1)).toBeLessThanOrEqual(4 * 3_600_000);
    expect(scene.fake.post.log.at(-1)).toMatchObject({ tries: 9, outcome: 'given_up' });
  },
);

test('every try carries the same delivery and the payload of the moment it happened', async () => {
  const scene = createScene();
  const { shop, clock, fake, received } = scene;
  scene.answer(503);
  const customer = shop.createCustomer({ firstName: 'Ada' });
  await fake.deliverDue();
  shop.editCustomer(customer.id, { firstName: 'Ada Maria' });
  scene.answer(200);
  clock.advance(60_000);
  await fake.deliverDue();
  const tries = received.filter(({ topic }) => topic === 'customers/create');
  expect(tries.map(({ body }) => body['first_name'])).toEqual(['Ada', 'Ada']);
  expect(new Set(tries.map(({ headers }) => headers.get('x-shopify-webhook-id'))).size).toBe(1);
});

test('an answer that comes too late makes Shopify send what the app already has', async () => {
  const scene = createScene({ weather: { answer_lost: 1 } });
  scene.shop.createCustomer();
  await scene.fake.deliverDue();
  scene.fake.post.setWeather({});
  await runOut(scene);
  expect(scene.received).toHaveLength(2);
  expect(scene.fake.post.log.map(({ outcome }) => outcome)).toEqual(['again', 'taken']);
});

test('bad weather loses, doubles and reorders, the same way for the same seed', async () => {
  const weather = { drop: 0.2, duplicate: 0.2, delay: 0.3 };
  const play = async (seed: number) => {
    const scene = createScene({ weather, seed });
    const ids = Array.from({ length: 100 }, () => scene.shop.createCustomer().id);
    await runOut(scene);
    return scene.received.map(({ body }) => ids.indexOf(Number(body['id'])));
  };
  const got = await play(7);
  const known = new Set(got);
  expect(known.size).toBeLessThan(100);
  expect(known.size).toBeGreaterThan(50);
  expect(got.length).toBeGreaterThan(known.size);
  expect(got).not.toEqual(got.toSorted((a, b) => a - b));
  expect(await play(7)).toEqual(got);
  expect(await play(8)).not.toEqual(got);
});

test('what the app did not subscribe to is not sent, nor anything to an app that is gone', async () => {
  const { fake, shop } = createScene();
  shop.state.emit('products/create', {});
  expect(fake.post.waiting()).toEqual([]);
  shop.uninstall();
  shop.createOrder();
  expect(fake.post.waiting().map(({ topic }) => topic)).toEqual(['app/uninstalled']);
});
