import { afterEach, beforeEach, expect, test } from 'vitest';
import { formSubmission } from './support/harness.ts';
import { openShop, type Shop } from './support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.server.close());

const STEPS = [
  { key: 'contact' },
  { key: 'tell', operation: 'message', after: 'contact' },
  { key: 'deal', operation: 'deal', after: 'contact' },
  { key: 'follow-up', operation: 'contact', after: 'tell' },
];

test('a quiet event fills the destinations and messages nobody, and its timeline says why', async () => {
  await shop.publish(STEPS);
  const eventId = await shop.send(formSubmission({ context: { quiet: true, secondsToSubmit: 34 } }));
  await shop.server.drain();

  expect(shop.crm.messages).toEqual([]);
  expect(shop.crm.contacts).toHaveLength(1);
  expect(shop.crm.deals).toHaveLength(1);
  // No mapping says so: who heeds it is told all the same.
  expect([shop.crm.contacts[0]?.quiet, shop.crm.deals[0]?.quiet]).toEqual([true, undefined]);
  const states = Object.fromEntries((await shop.deliveries()).map((row) => [row.step_key, row.state]));
  expect(states).toEqual({ contact: 'succeeded', tell: 'skipped', deal: 'succeeded', 'follow-up': 'skipped' });
  const event = await shop.server.client('getEvent', { params: { ...shop.params, eventId } });
  const skipped = event.timeline.filter(({ kind }) => kind === 'skipped').map(({ message }) => message);
  expect(skipped).toHaveLength(2);
  for (const message of skipped) expect(message).toContain('without messaging anybody');
});

test('the same event, not quiet, runs every step', async () => {
  await shop.publish(STEPS);
  await shop.send(formSubmission());
  await shop.server.drain();
  expect(shop.crm.messages).toHaveLength(1);
  expect(shop.crm.contacts[0]?.quiet).toBeUndefined();
  expect(await shop.states()).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
});

test('a quiet event kept back and released by a person stays quiet', async () => {
  await shop.publish(STEPS);
  const eventId = await shop.send(formSubmission({ context: { quiet: true, silent: true } }));
  await shop.server.drain();
  expect(await shop.states()).toEqual([]);
  await shop.server.client('releaseEvents', { params: shop.params, body: { eventIds: [eventId] } });
  await shop.server.drain();
  expect(shop.crm.contacts).toHaveLength(1);
  expect(shop.crm.messages).toEqual([]);
});

test('a step whose condition does not hold says so, also on a quiet event', async () => {
  await shop.publish([{ key: 'tell', operation: 'message', when: { is: 'equals', path: '/data/fields/your-name', value: 'Bob' } }]);
  const eventId = await shop.send(formSubmission({ context: { quiet: true } }));
  await shop.server.drain();
  const event = await shop.server.client('getEvent', { params: { ...shop.params, eventId } });
  expect(event.timeline.find(({ kind }) => kind === 'skipped')?.message).toContain('Its condition did not hold');
});
