import { parseEnvelope } from '@handoff/shared/event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture, FIXTURES, META, only, run } from '../../test/support.ts';
import { bareId, normalize, TOPICS, type Normalized } from './index.ts';

describe('normalize', () => {
  it('keeps the delivery with the event', () => {
    const { meta } = fixture('orders-paid');
    const { envelope } = only(run('orders-paid'));
    expect(envelope.id).toBe(meta.webhookId);
    expect(envelope.context?.shopify).toEqual({
      topic: 'orders/paid',
      eventId: meta.eventId,
      triggeredAt: meta.triggeredAt,
      apiVersion: '2026-10',
    });
  });

  it('knows a topic by GraphQL’s spelling too', () => {
    expect(only(run('orders-paid', {}, 'ORDERS_PAID')).envelope.type).toBe('order.paid');
    const tags = { customerId: 'gid://shopify/Customer/1', tags: ['vip'] };
    expect(only(normalize('CUSTOMER_TAGS_ADDED', tags, META)).envelope.type).toBe('customer.tagged');
  });

  it.each(['products/update', '__proto__', 'constructor', ''])('says so for the topic %j, which it does not know', (topic) => {
    expect(normalize(topic, {}, META)).toMatchObject({ ok: false, problems: [{ path: '/topic' }] });
  });

  it.each([
    ['shop', ''],
    ['webhookId', ''],
    ['triggeredAt', 'yesterday'],
  ])('refuses a delivery whose %s is %j', (name, value) => {
    const { topic, payload } = fixture('orders-paid');
    expect(normalize(topic, payload, { ...META, [name]: value })).toMatchObject({ ok: false, problems: [{ path: `/meta/${name}` }] });
  });

  it('is not led astray by a key called __proto__', () => {
    const { topic, payload, meta } = fixture('orders-create-guest');
    const text = JSON.stringify(payload).replace(
      '"note_attributes":[]',
      '"note_attributes":[{"name":"__proto__","value":{"polluted":true}},{"name":"gift","value":"yes"}],"__proto__":{"id":5,"polluted":true}',
    );
    const { envelope } = only(normalize(topic, JSON.parse(text), meta));
    expect(envelope.data.attributes).toEqual({ gift: 'yes' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('survives a very deep payload', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    const { topic, payload, meta } = fixture('orders-create-guest');
    expect(only(normalize(topic, { ...payload, note: deep, extra: deep }, meta)).problemPaths).toEqual(['/note']);
  });

  it.each([
    ['no object', null],
    ['a broken part', { id: 1, title: 'Tea', quantity: 1, price: '1.00', price_set: { shop_money: { amount: 1, currency_code: 'EUR' } } }],
  ])('does not drown in twenty thousand lines that are %s', (_, line) => {
    const result = run('orders-create-guest', { line_items: Array.from({ length: 20_000 }, () => line) });
    expect(result.ok).toBe(false);
    expect(result.problems.length).toBeLessThanOrEqual(50);
  });
});

describe('normalize, whatever it is given', () => {
  const topics = fc.constantFrom(...TOPICS);
  const sound = (result: Normalized): void => {
    if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
    else for (const envelope of result.envelopes) expect(parseEnvelope(envelope)).toMatchObject({ ok: true, problems: [] });
  };

  it('answers any JSON with sound envelopes or with problems', () => {
    fc.assert(
      fc.property(topics, fc.jsonValue(), (topic, payload) => sound(normalize(topic, payload, META))),
      { numRuns: 1000 },
    );
  });

  it('answers any change of a real payload likewise', () => {
    const real = fc.constantFrom(...FIXTURES.map(fixture)).chain(({ topic, payload }) =>
      fc.record({
        topic: fc.constant(topic),
        payload: fc.constant(payload),
        member: fc.constantFrom(...Object.keys(payload)),
        value: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(real, ({ topic, payload, member, value }) => sound(normalize(topic, { ...payload, [member]: value }, META))),
      { numRuns: 1000 },
    );
  });
});

describe('bareId', () => {
  it.each([
    [6214533488973, '6214533488973'],
    ['6214533488973', '6214533488973'],
    ['gid://shopify/Order/6214533488973', '6214533488973'],
    ['gid://shopify/Cart/c1-7a2ff?key=secret', 'c1-7a2ff'],
    [1e21, '1000000000000000000000'],
  ])('of %s is %s', (id, expected) => {
    expect(bareId(id)).toBe(expected);
  });
});
