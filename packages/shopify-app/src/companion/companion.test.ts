import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/shop-app.ts';
import { SHOP } from '../../test/support/store.ts';
import { requireShop } from '../shop/find.ts';
import { known, send } from './index.ts';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
  await test.ask('POST', '/workspace/open', {});
  test.companion.calls.length = 0;
});
afterEach(() => test.close());

const event = (number: number, note = ''): Envelope => ({
  id: `delivery-${number}`,
  idempotencyKey: `order.created:${number}:1`,
  type: 'order.created',
  occurredAt: '2026-11-21T12:00:00Z',
  data: { orderId: String(number), note },
});
const events = (count: number, note = '') => Array.from({ length: count }, (_, index) => event(index + 1, note));
const row = () => requireShop(test.parts, SHOP);
const refusal = (status: number, code: string, headers = {}) => Response.json({ error: { code, message: 'No.' } }, { status, headers });

describe('sending', () => {
  it('signs with the shop’s own key and answers one result each, in order', async () => {
    expect(await send(test.parts, SHOP, events(3))).toEqual(
      [1, 2, 3].map((number) => ({
        idempotencyKey: `order.created:${number}:1`,
        status: 'accepted',
        eventId: `evt_order.created:${number}:1`,
        message: undefined,
      })),
    );
    expect((await send(test.parts, SHOP, [event(2), event(4)])).map(({ status }) => status)).toEqual(['repeat', 'accepted']);
  });

  it('keeps requests within what the companion takes', async () => {
    await send(test.parts, SHOP, events(250));
    await send(test.parts, SHOP, events(6, 'x'.repeat(200_000)));
    expect(test.companion.calls.map(({ body }) => (JSON.parse(body) as { events: unknown[] }).events.length)).toEqual([
      100, 100, 50, 2, 2, 2,
    ]);
  });

  it('gets the others through where one event is too large', async () => {
    test.companion.instead = ({ body }) => (body.includes('HUGE') ? refusal(413, 'body_too_large') : undefined);
    const sent = await send(test.parts, SHOP, [event(1), event(2, 'HUGE'), event(3), event(4), event(5)]);
    expect(sent.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted', 'accepted', 'accepted']);
    expect(sent[1]).toMatchObject({ idempotencyKey: 'order.created:2:1', message: 'No.', eventId: undefined });
    expect((await row()).sending_problem).toBeNull();
  });

  it.each([
    ['is busy', () => refusal(503, 'unavailable', { 'retry-after': '40' }), 'busy', 40_000],
    ['asks to wait', () => refusal(429, 'rate_limited', { 'retry-after': '7' }), 'busy', 7000],
    ['does not answer', () => Promise.reject(new TypeError('refused')), 'unreachable', 30_000],
    ['is something else', () => new Response('<html>', { status: 404 }), 'unreachable', 30_000],
    ['answers half', () => Response.json({ results: [] }, { status: 202 }), 'unreachable', 30_000],
    ['disconnected the shop', () => refusal(401, 'source_revoked'), 'refused', 3_600_000],
    ['has another time', () => refusal(401, 'clock_skew'), 'refused', 300_000],
  ])('pauses, says so on the shop, and goes on by itself where the companion %s', async (_what, instead, code, ms) => {
    test.companion.instead = instead;
    const until = test.clock.now() + ms;
    await expect(send(test.parts, SHOP, events(2))).rejects.toMatchObject({ code, retryAt: until });
    expect(await row()).toMatchObject({ sending_paused_until: until, sending_problem: expect.any(String) as string });

    test.companion.instead = undefined;
    const asked = test.companion.calls.length;
    await expect(send(test.parts, SHOP, events(2))).rejects.toMatchObject({ code: 'paused', retryAt: until });
    expect(test.companion.calls).toHaveLength(asked);

    test.clock.set(until);
    expect(await send(test.parts, SHOP, events(2))).toHaveLength(2);
    expect(await row()).toMatchObject({ sending_paused_until: null, sending_problem: null });
  });

  it('is refused for a shop without a workspace', async () => {
    await test.ask('POST', '/workspace/leave');
    await expect(send(test.parts, SHOP, events(1))).rejects.toMatchObject({ code: 'not_connected', retryAt: undefined });
  });
});

describe('asking what is known', () => {
  it('answers which keys the companion has of this shop, however many are asked', async () => {
    await send(test.parts, SHOP, events(3));
    const keys = Array.from({ length: 1200 }, (_, index) => `order.created:${index}:1`);
    expect([...(await known(test.parts, SHOP, keys))].toSorted()).toEqual(['order.created:1:1', 'order.created:2:1', 'order.created:3:1']);
    expect(test.companion.calls.filter(({ path }) => path === '/v1/events/known')).toHaveLength(3);
    expect(await known(test.parts, SHOP, [])).toEqual(new Set());
  });

  it('fails where the companion does not say, rather than calling everything new', async () => {
    test.companion.instead = () => new Response('ok');
    await expect(known(test.parts, SHOP, ['a'])).rejects.toMatchObject({ code: 'unreachable' });
  });
});
