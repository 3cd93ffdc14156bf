import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { FLOW, openShop, type Shop } from './support/shop.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the replay tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('replaying, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
  });
  afterEach(() => shop.server.close());

  type Options = { version?: 'pinned' | 'current'; asNew?: boolean; force?: boolean };
  const replay = (deliveryIds: string[], options: Options = {}) =>
    shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds, ...options } });
  const replayEvent = (eventId: string, options: Options = {}) =>
    shop.server.client('replayEvent', { params: { ...shop.params, eventId }, body: options });
  const openAlerts = async () => {
    const { items } = await shop.server.client('listAlerts', { params: shop.params });
    return items.filter((alert) => alert.resolvedAt === null).map((alert) => alert.kind);
  };
  const from = (email: string, name: string) => formSubmission({ subject: { email } }, { 'your-name': name });
  /** Sends an event whose first call the CRM refuses. */
  const sendDead = async (event: unknown = formSubmission()) => {
    shop.crm.refuse();
    const eventId = await shop.send(event);
    await shop.server.drain();
    return { eventId, dead: (await shop.deliveries()).findLast((row) => row.event_id === eventId && row.state === 'dead')!.id };
  };

  describe('a delivery', () => {
    test('a dead letter goes out once more, with the key it had, and needs nobody any more', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      expect(await openAlerts()).toEqual(['dead_letter']);
      const { deliveryIds, skipped } = await replay([dead]);
      await shop.server.drain();
      expect(skipped).toEqual([]);
      expect(shop.crm.contacts).toHaveLength(1);
      const rows = await shop.deliveries();
      expect(rows.map(({ id, state, replay_of }) => ({ id, state, replay_of }))).toEqual([
        { id: dead, state: 'cancelled', replay_of: null },
        { id: deliveryIds[0], state: 'succeeded', replay_of: dead },
      ]);
      expect(shop.crm.contacts[0]!.key).toBe(rows[0]!.idempotency_key);
      expect(await openAlerts()).toEqual([]);
      const old = await shop.server.client('getDelivery', { params: { ...shop.params, deliveryId: dead } });
      expect(old.error).not.toBeNull();
    });

    test('the alert of a step stays while another of its dead letters is left', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      const other = await sendDead();
      await replay([dead]);
      expect(await openAlerts()).toEqual(['dead_letter']);
      await replay([other.dead]);
      expect(await openAlerts()).toEqual([]);
    });

    test('two people who replay it at once make one', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      const answers = await Promise.all([replay([dead]), replay([dead]), replay([dead])]);
      await shop.server.drain();
      expect(answers.flatMap((answer) => answer.deliveryIds)).toHaveLength(1);
      expect(answers.flatMap((answer) => answer.skipped.map(({ code }) => code))).toEqual(['replayed', 'replayed']);
      expect(shop.crm.contacts).toHaveLength(1);
    });

    test('also of one that arrived, two at once make one', async () => {
      await shop.publish([{ key: 'contact' }]);
      await shop.send(formSubmission());
      await shop.server.drain();
      const [first] = await shop.deliveries();
      const answers = await Promise.all([replay([first!.id]), replay([first!.id])]);
      await shop.server.drain();
      expect(answers.flatMap((answer) => answer.deliveryIds)).toHaveLength(1);
      expect(shop.crm.contacts).toHaveLength(2);
      expect(await shop.states()).toEqual(['succeeded', 'succeeded']);
    });

    test('one on its way is skipped', async () => {
      await shop.publish([{ key: 'contact' }]);
      shop.crm.inject({ when: 'before', answer: { status: 503 } });
      await shop.send(formSubmission());
      await shop.server.drain();
      const [pending] = await shop.deliveries();
      const { deliveryIds, skipped } = await replay([pending!.id]);
      expect(deliveryIds).toEqual([]);
      expect(skipped).toEqual([{ deliveryId: pending!.id, code: 'open', reason: expect.stringContaining('still on its way') as string }]);
    });

    test('never overwrites newer data, unless forced', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead(from('ada@example.com', 'Old'));
      await shop.send(from('ada@example.com', 'New'));
      await shop.server.drain();
      const { deliveryIds, skipped } = await replay([dead]);
      expect(deliveryIds).toEqual([]);
      expect(skipped.map(({ code }) => code)).toEqual(['newer_data']);
      await replay([dead], { force: true });
      await shop.server.drain();
      expect(shop.crm.contacts.at(-1)!.name).toBe('Old');
    });

    test('what comes in after the replay goes out after it', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead(from('ada@example.com', 'Old'));
      await shop.send(from('ada@example.com', 'New'));
      expect((await replay([dead])).deliveryIds).toHaveLength(1);
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['Old', 'New']);
    });

    test('newer data that waits for its retry counts as newer', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead(from('ada@example.com', 'Old'));
      shop.crm.inject({ when: 'before', answer: { status: 503 } });
      await shop.send(from('ada@example.com', 'New'));
      await shop.server.drain();
      expect((await replay([dead])).skipped.map(({ code }) => code)).toEqual(['newer_data']);
    });

    test('the steps that waited for it go on after it', async () => {
      await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
      const { dead } = await sendDead();
      expect(await shop.states()).toEqual(['dead', 'blocked']);
      await replay([dead]);
      await shop.server.drain();
      expect(await shop.states()).toEqual(['cancelled', 'succeeded', 'succeeded']);
      expect(shop.crm.deals.map(({ contactId }) => contactId)).toEqual(['c1']);
    });

    test('a later step reads the output of the earlier one again', async () => {
      await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
      shop.crm.inject({ match: /POST \/deals/, when: 'before', answer: { status: 422 } });
      await shop.send(formSubmission());
      await shop.server.drain();
      const dead = (await shop.deliveries()).find((row) => row.state === 'dead')!;
      await replay([dead.id]);
      await shop.server.drain();
      expect(shop.crm.deals.map(({ contactId }) => contactId)).toEqual(['c1']);
    });

    test('with the current version it takes the mended mapping; pinned, the old one', async () => {
      await shop.publish([{ key: 'contact', name: 'first version' }]);
      const one = await sendDead();
      const two = await sendDead();
      await shop.publish([{ key: 'contact', name: 'second version' }]);
      await replay([one.dead], { version: 'pinned' });
      await replay([two.dead], { version: 'current' });
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['first version', 'second version']);
    });

    test('with the current version, a step that is gone or no longer holds is skipped, and stays in the list', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      await shop.publish([{ key: 'contact', when: { is: 'present', path: '/data/fields/newsletter' } }]);
      expect((await replay([dead], { version: 'current' })).skipped.map(({ code }) => code)).toEqual(['no_match']);
      await shop.publish([{ key: 'other' }]);
      expect((await replay([dead], { version: 'current' })).skipped.map(({ code }) => code)).toEqual(['step_gone']);
      await shop.publish([{ key: 'contact' }], { state: 'shadow' });
      expect((await replay([dead], { version: 'current' })).skipped.map(({ code }) => code)).toEqual(['flow_gone']);
      expect(await shop.states()).toEqual(['dead']);
      expect(await openAlerts()).toEqual(['dead_letter']);
    });

    test('to a removed connection nothing is queued', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      await shop.server.store.db.updateTable('connections').set({ removed_at: 1 }).where('id', '=', shop.connectionId).execute();
      expect((await replay([dead])).skipped.map(({ code }) => code)).toEqual(['connection_gone']);
    });

    test('an uncertain one that had arrived is found and not made twice; as new it is', async () => {
      await shop.publish([{ key: 'deal', operation: 'deal' }]);
      await shop.send(formSubmission());
      await shop.server.drain();
      const [first] = await shop.deliveries();
      const { deliveryIds } = await replay([first!.id]);
      await shop.server.drain();
      expect(shop.crm.deals).toHaveLength(1);
      await replay(deliveryIds, { asNew: true });
      await shop.server.drain();
      expect(shop.crm.deals).toHaveLength(2);
      expect(shop.crm.deals[1]!.key).not.toBe(shop.crm.deals[0]!.key);
    });

    test('an uncertain one is sent again when a person says so, and its alert ends', async () => {
      await shop.publish([{ key: 'message', operation: 'message' }]);
      shop.crm.inject({ when: 'before', answer: 'reset' });
      await shop.send(formSubmission());
      await shop.server.drain();
      const [uncertain] = await shop.deliveries();
      expect(uncertain!.state).toBe('uncertain');
      expect(await openAlerts()).toContain('uncertain');
      await replay([uncertain!.id]);
      await shop.server.drain();
      expect(shop.crm.messages).toHaveLength(1);
      expect(await openAlerts()).not.toContain('uncertain');
    });

    test('what is unknown here, and what belongs to another workspace, is not found', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      const other = await shop.server.client('createWorkspace', { body: { name: 'Other' } });
      const answer = await shop.server.client('replayDeliveries', {
        params: { workspaceId: other.id },
        body: { deliveryIds: [dead, 'dlv_no'] },
      });
      expect(answer.skipped.map(({ deliveryId, code }) => [deliveryId, code])).toEqual([
        [dead, 'not_found'],
        ['dlv_no', 'not_found'],
      ]);
      expect(await shop.states()).toEqual(['dead']);
    });

    test('is in the audit with who asked and what was made', async () => {
      await shop.publish([{ key: 'contact' }]);
      const { dead } = await sendDead();
      const { deliveryIds } = await replay([dead]);
      const row = await shop.server.store.db
        .selectFrom('audit')
        .selectAll()
        .where('action', '=', 'delivery.replayed')
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({ actor: 'token:test', entity: 'delivery', entity_id: dead });
      expect(JSON.parse(row.after!)).toMatchObject({ version: 'pinned', made: [{ id: deliveryIds[0], replayOf: dead }] });
    });
  });

  describe('many, by filter', () => {
    test('all dead letters of a flow, in order of their events, in more than one transaction', async () => {
      await shop.publish([{ key: 'contact' }]);
      await shop.publish([{ key: 'message', operation: 'message' }], { flowId: 'flw_other' });
      const names = Array.from({ length: 250 }, (_, index) => `${index}`);
      for (const name of names) await shop.send(from('ada@example.com', name));
      shop.crm.inject(...Array.from({ length: 500 }, () => ({ when: 'before' as const, answer: { status: 422 } })));
      await shop.server.drain();
      const { deliveryIds, skipped } = await shop.server.client('replayDeliveries', {
        params: shop.params,
        body: { filter: { states: ['dead'], flowId: FLOW } },
      });
      await shop.server.drain();
      expect(skipped).toEqual([]);
      expect(deliveryIds).toHaveLength(250);
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(names);
      expect(shop.crm.messages).toEqual([]);
    }, 60_000);

    test('in steps, past what cannot be sent and without what fails again meanwhile', async () => {
      await shop.publish([{ key: 'contact' }]);
      const names = ['a', 'b', 'c', 'd', 'e'];
      const dead: string[] = [];
      for (const name of names) dead.push((await sendDead(from(`${name}@example.com`, name))).dead);
      // Newer data of the first went out since.
      await shop.send(from('a@example.com', 'newer'));
      await shop.server.drain();
      const made: string[] = [];
      const leftOut: (string | null)[] = [];
      let after: string | undefined;
      let calls = 0;
      do {
        const filter = { states: ['dead' as const], limit: 2, ...(after === undefined ? {} : { after }) };
        const { deliveryIds, skipped, next } = await shop.server.client('replayDeliveries', { params: shop.params, body: { filter } });
        made.push(...deliveryIds);
        leftOut.push(...skipped.map(({ deliveryId }) => deliveryId));
        for (const _ of deliveryIds) shop.crm.refuse();
        await shop.server.drain();
        after = next ?? undefined;
        calls += 1;
      } while (after !== undefined && calls < 10);
      expect(calls).toBe(3);
      expect(leftOut).toEqual([dead[0]]);
      expect(made).toHaveLength(4);
      expect((await shop.deliveries()).filter(({ state }) => state === 'dead').map(({ id }) => id)).toEqual([dead[0], ...made]);
    });

    test('only what failed since a time', async () => {
      await shop.publish([{ key: 'contact' }]);
      await sendDead(from('a@example.com', 'before'));
      shop.server.clock.advance(3_600_000);
      const since = new Date(shop.server.clock.now()).toISOString();
      await sendDead(from('b@example.com', 'after'));
      await shop.server.client('replayDeliveries', { params: shop.params, body: { filter: { states: ['dead', 'uncertain'], since } } });
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['after']);
    });

    test('neither names nor a filter is an error that says so', async () => {
      await expect(shop.server.client('replayDeliveries', { params: shop.params, body: {} })).rejects.toMatchObject({ code: 'invalid' });
    });
  });

  describe('an event', () => {
    test('does what failed, leaves what arrived', async () => {
      await shop.publish([{ key: 'contact' }, { key: 'message', operation: 'message' }]);
      shop.crm.inject({ match: /contacts/, when: 'before', answer: { status: 422 } });
      const eventId = await shop.send(formSubmission());
      await shop.server.drain();
      const { deliveryIds, skipped, processing } = await replayEvent(eventId);
      await shop.server.drain();
      expect(processing).toBe(false);
      expect(deliveryIds).toHaveLength(1);
      expect(skipped.map(({ code }) => code)).toEqual(['done']);
      expect(shop.crm.contacts).toHaveLength(1);
      expect(shop.crm.messages).toHaveLength(1);
      expect((await replayEvent(eventId)).deliveryIds).toEqual([]);
    });

    test('with the current flows it runs the steps it never had, once, however many ask', async () => {
      await shop.publish([{ key: 'contact' }]);
      const eventId = await shop.send(formSubmission());
      await shop.server.drain();
      await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
      await shop.publish([{ key: 'message', operation: 'message' }], { flowId: 'flw_other' });
      await shop.publish([{ key: 'message', operation: 'message' }], { flowId: 'flw_trial', state: 'shadow' });
      const answers = await Promise.all([replayEvent(eventId, { version: 'current' }), replayEvent(eventId, { version: 'current' })]);
      await shop.server.drain();
      expect(answers.flatMap((answer) => answer.deliveryIds)).toHaveLength(2);
      expect(shop.crm.contacts).toHaveLength(1);
      expect(shop.crm.deals.map(({ contactId }) => contactId)).toEqual(['c1']);
      expect(shop.crm.messages).toHaveLength(1);
    });

    test('with the current flows, what failed is sent by the mended mapping', async () => {
      await shop.publish([
        { key: 'contact', name: 'old' },
        { key: 'deal', operation: 'deal', after: 'contact' },
      ]);
      const { eventId } = await sendDead();
      await shop.publish([
        { key: 'contact', name: 'mended' },
        { key: 'deal', operation: 'deal', after: 'contact' },
      ]);
      await replayEvent(eventId, { version: 'current' });
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['mended']);
      expect(shop.crm.deals).toHaveLength(1);
    });

    test('as new, everything is made a second time and the later step builds on the new record', async () => {
      await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
      const eventId = await shop.send(formSubmission());
      await shop.server.drain();
      await replayEvent(eventId, { asNew: true });
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ id }) => id)).toEqual(['c1', 'c2']);
      expect(shop.crm.deals.map(({ contactId }) => contactId)).toEqual(['c1', 'c2']);
      expect(new Set(shop.crm.deals.map(({ key }) => key)).size).toBe(2);
    });

    test('as new, a later step waits with an earlier one that fails this time', async () => {
      await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
      const eventId = await shop.send(formSubmission());
      await shop.server.drain();
      shop.crm.refuse();
      await replayEvent(eventId, { asNew: true });
      await shop.server.drain();
      expect(shop.crm.deals).toHaveLength(1);
      expect(await shop.states()).toEqual(['succeeded', 'succeeded', 'dead', 'blocked']);
      const dead = (await shop.deliveries()).find((row) => row.state === 'dead')!;
      await replay([dead.id]);
      await shop.server.drain();
      expect(shop.crm.deals.map(({ contactId }) => contactId)).toEqual(['c1', 'c2']);
    });

    test('a revision is processed as an event of its own', async () => {
      await shop.publish([{ key: 'contact' }]);
      const event = from('ada@example.com', 'First');
      await shop.send(event);
      await shop.send({ ...event, data: { ...event.data, fields: { ...(event.data['fields'] as object), 'your-name': 'Changed' } } });
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['First']);
      const { items } = await shop.server.client('listEvents', { params: shop.params, query: { state: 'revision' } });
      expect(items).toHaveLength(1);
      expect((await replayEvent(items[0]!.id)).processing).toBe(true);
      await shop.server.drain();
      expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['First', 'Changed']);
    });

    test('a parked one is processed once its type is known, and says so before', async () => {
      await shop.publish([{ key: 'contact' }], { types: ['order.created'] });
      const eventId = await shop.send(formSubmission({ type: 'spaceship.launched' }));
      await shop.server.drain();
      await expect(replayEvent(eventId)).rejects.toMatchObject({ code: 'conflict' });
      // A later version of Handoff knows the type.
      await shop.server.store.db.updateTable('events').set({ type: 'order.created' }).where('id', '=', eventId).execute();
      expect((await replayEvent(eventId)).processing).toBe(true);
      await shop.server.drain();
      const event = await shop.server.client('getEvent', { params: { ...shop.params, eventId } });
      expect(event.state).toBe('processed');
    });

    test('one that is kept back says to release it', async () => {
      const eventId = await shop.send(formSubmission({ context: { honeypot: 'http://spam.example' } }));
      await shop.server.drain();
      await expect(replayEvent(eventId)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Release') as string });
    });

    test('of another workspace there is none', async () => {
      const eventId = await shop.send(formSubmission());
      const other = await shop.server.client('createWorkspace', { body: { name: 'Other' } });
      await expect(shop.server.client('replayEvent', { params: { workspaceId: other.id, eventId }, body: {} })).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });
});
