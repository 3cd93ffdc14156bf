import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the import tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

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

describe('replaying a quiet event as the flows are now', () => {
  const replayNow = (eventId: string) =>
    shop.server.client('replayEvent', { params: { ...shop.params, eventId }, body: { version: 'current' } });

  test('messages nobody: not by the mended flow, nor by one made since', async () => {
    await shop.publish(STEPS);
    shop.crm.refuse();
    const eventId = await shop.send(formSubmission({ context: { quiet: true, secondsToSubmit: 34 } }));
    await shop.server.drain();
    await shop.publish(STEPS);
    await shop.publish([{ key: 'hello', operation: 'message' }], { flowId: 'flw_new' });
    await replayNow(eventId);
    await shop.server.drain();

    expect(shop.crm.messages).toEqual([]);
    expect([shop.crm.contacts.length, shop.crm.deals.length]).toEqual([1, 1]);
  });

  test('nor by a step that was another one when it failed', async () => {
    await shop.publish([{ key: 'contact' }]);
    shop.crm.refuse();
    const eventId = await shop.send(formSubmission({ context: { quiet: true, secondsToSubmit: 34 } }));
    await shop.server.drain();
    await shop.publish([{ key: 'contact', operation: 'message' }]);
    const [dead] = await shop.deliveries();
    expect((await replayNow(eventId)).skipped).toMatchObject([{ deliveryId: dead?.id, code: 'no_match' }]);
    await shop.server.drain();
    expect(shop.crm.messages).toEqual([]);
  });
});

describe.each(engines)('an import of what was long ago, on $engine', ({ engine }) => {
  beforeEach(async () => {
    await shop.server.close();
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
  });

  const said = (year: number, name: string, quiet = true, email = 'grace@example.com') =>
    formSubmission(
      { occurredAt: `${year}-11-20T10:00:00Z`, subject: { email }, context: { secondsToSubmit: 34, ...(quiet ? { quiet: true } : {}) } },
      { 'your-name': name },
    );
  const live = (year: number, name: string) => said(year, name, false);
  const names = () => shop.crm.contacts.map(({ name }) => name);
  const states = async (eventId: string) =>
    Object.fromEntries((await shop.deliveries()).filter((row) => row.event_id === eventId).map((row) => [row.step_key, row.state]));
  const replay = (deliveryIds: string[], force = false) =>
    shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds, force } });

  test('leaves newer data as it is and says so; what comes after builds on the record that is there', async () => {
    await shop.publish(STEPS.slice(0, 3));
    await shop.send(live(2026, 'Hamburg'));
    await shop.server.drain();
    const old = await shop.send(said(2021, 'Berlin'));
    await shop.server.drain();

    expect(names()).toEqual(['Hamburg']);
    expect(await states(old)).toEqual({ contact: 'skipped', tell: 'skipped', deal: 'succeeded' });
    expect(shop.crm.deals.map(({ name, contactId }) => ({ name, contactId }))).toEqual([
      { name: 'Hamburg', contactId: 'c1' },
      { name: 'Berlin', contactId: 'c1' },
    ]);
    const event = await shop.server.client('getEvent', { params: { ...shop.params, eventId: old } });
    expect(event.timeline.find(({ kind, message }) => kind === 'skipped' && message.includes('“contact”'))?.message).toContain(
      'newer data of this contact is there already',
    );
    expect(event.deliveryList.find(({ step }) => step === 'contact')).toMatchObject({ attempts: 0, error: { code: 'newer_data' } });
  });

  test('whichever year comes first, the last word is what was said last', async () => {
    await shop.publish([{ key: 'contact' }]);
    for (const [year, name] of [
      [2023, 'Bonn'],
      [2021, 'Berlin'],
      [2024, 'Kiel'],
      [2022, 'Ulm'],
    ] as const)
      await shop.send(said(year, name));
    await shop.send(said(2019, 'Trier', true, 'bea@example.com'));
    await shop.server.drain();
    expect(names().filter((name) => name !== 'Trier')).toEqual(['Bonn', 'Kiel']);
    expect(names()).toContain('Trier');
  });

  test('what failed before is no newer data, and is sent after what the import brought', async () => {
    await shop.publish([{ key: 'contact' }]);
    shop.crm.refuse();
    await shop.send(live(2026, 'Hamburg'));
    await shop.server.drain();
    await shop.send(said(2019, 'Berlin'));
    await shop.server.drain();
    const [dead] = await shop.deliveries();
    expect((await replay([dead?.id ?? ''])).skipped).toEqual([]);
    await shop.server.drain();
    expect(names()).toEqual(['Berlin', 'Hamburg']);
  });

  test('of what failed of an import the oldest is sent first, in whatever order it came', async () => {
    await shop.publish([{ key: 'contact' }]);
    for (let count = 0; count < 3; count += 1) shop.crm.refuse();
    for (const [year, name] of [
      [2024, 'Kiel'],
      [2021, 'Berlin'],
      [2022, 'Ulm'],
    ] as const)
      await shop.send(said(year, name));
    await shop.server.drain();
    await replay((await shop.deliveries()).map(({ id }) => id));
    await shop.server.drain();
    expect(names()).toEqual(['Berlin', 'Ulm', 'Kiel']);
  });

  test('what was left out goes out where a person forces it, and otherwise not', async () => {
    await shop.publish([{ key: 'contact' }]);
    await shop.send(live(2026, 'Hamburg'));
    const old = await shop.send(said(2021, 'Berlin'));
    await shop.server.drain();
    const again = (force: boolean) =>
      shop.server.client('replayEvent', { params: { ...shop.params, eventId: old }, body: { version: 'current', force } });
    expect((await again(false)).skipped).toMatchObject([{ code: 'newer_data' }]);
    expect((await again(true)).skipped).toEqual([]);
    await shop.server.drain();
    expect(names()).toEqual(['Hamburg', 'Berlin']);
  });

  test('a failed step behind one that was left out is replayed on the record that is there', async () => {
    await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
    await shop.send(live(2026, 'Hamburg'));
    await shop.server.drain();
    const old = await shop.send(said(2021, 'Berlin'));
    shop.crm.refuse();
    await shop.server.drain();
    expect(await states(old)).toEqual({ contact: 'skipped', deal: 'dead' });
    const dead = (await shop.deliveries()).find(({ state }) => state === 'dead');
    const body = { deliveryIds: [dead?.id ?? ''], asNew: true };
    expect((await shop.server.client('replayDeliveries', { params: shop.params, body })).skipped).toEqual([]);
    await shop.server.drain();
    expect(names()).toEqual(['Hamburg']);
    expect(shop.crm.deals.map(({ name, contactId }) => [name, contactId])).toEqual([
      ['Hamburg', 'c1'],
      ['Berlin', 'c1'],
    ]);
  });

  test('another record of the same person is filled: an address used only then', async () => {
    const { params, connectionId } = shop;
    const field = (name: string) => ({ do: 'path' as const, path: `/data/fields/${name}` });
    const step = { key: 'contact', connection: connectionId, operation: 'contact' };
    const spec = {
      trigger: { types: ['form.submitted'] },
      steps: [{ ...step, mapping: { fields: { '/email': field('work'), '/name': field('your-name') } } }],
    };
    const flow = await shop.server.client('createFlow', { params, body: { name: 'Work addresses', spec } });
    await shop.server.client('publishFlow', { params: { ...params, flowId: flow.id } });
    const at = (event: ReturnType<typeof said>, work: string) => ({
      ...event,
      data: { ...event.data, fields: { ...(event.data['fields'] as object), work } },
    });
    await shop.send(at(live(2026, 'Hamburg'), 'grace@now.example'));
    await shop.send(at(said(2021, 'Berlin'), 'grace@then.example'));
    await shop.send(at(said(2020, 'Bonn'), 'GRACE@now.example'));
    await shop.server.drain();
    expect(names()).toEqual(['Hamburg', 'Berlin']);
  });
});
