import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import type { Settings } from './settings.ts';
import { trackEvent } from './track-event.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { createKlaviyoTwin, type KlaviyoTwin } from './twin/index.ts';

let twin: KlaviyoTwin;
let ctx: CallContext<Settings>;

beforeEach(() => {
  twin = createKlaviyoTwin();
  ctx = contextFor(twin);
});
afterEach(() => expect(twin.violations).toEqual([]));

const track = (payload: object) => trackEvent.perform(ctx, trackEvent.payload.parse({ metric: 'Placed Order', ...payload }));

describe('an event', () => {
  it('is kept once for its ID, metric and person, and again for another metric', async () => {
    const order = { email: 'Ada@example.com', uniqueId: '1001', value: 20 };
    await track(order);
    await track({ ...order, email: 'ada@example.com', value: 99 });
    await track({ ...order, metric: 'Cancelled Order' });
    expect(twin.events()).toMatchObject([
      { metric: 'Placed Order', uniqueId: '1001', value: 20 },
      { metric: 'Cancelled Order', uniqueId: '1001' },
    ]);
    expect(twin.profiles()).toHaveLength(1);
  });

  it('without an ID of its own counts by itself, also when it is sent again', async () => {
    const first = await track({ email: 'ada@example.com' });
    await track({ email: 'ada@example.com' });
    expect(first.output).toEqual({ metric: 'Placed Order', uniqueId: 'event-1' });
    expect(twin.events()).toHaveLength(1);
  });

  it('carries items as Klaviyo knows them, with sums that are no binary dust', async () => {
    await track({
      email: 'ada@example.com',
      currency: 'eur',
      items: [
        {
          id: 'l1',
          title: 'Engine',
          sku: 'E-1',
          productId: 'p1',
          variantId: 'v1',
          quantity: 3,
          unitPrice: '0.1',
          discount: '0.05',
          tax: '1',
        },
        { lineItemId: 'l2', title: 'Cards', quantity: 1, amount: '9.90' },
      ],
      properties: { OrderId: '5', Empty: '', None: null },
    });
    expect(twin.events()[0]?.properties).toEqual({
      OrderId: '5',
      Items: [
        { ProductID: 'p1', VariantID: 'v1', SKU: 'E-1', ProductName: 'Engine', Quantity: 3, ItemPrice: 0.1, RowTotal: 0.25 },
        { ProductName: 'Cards', Quantity: 1, RowTotal: 9.9 },
      ],
      ItemNames: ['Engine', 'Cards'],
    });
  });

  it('of a quiet import starts no flow', async () => {
    await track({ email: 'ada@example.com', quiet: true });
    expect(twin.events()).toMatchObject([{ backfill: true }]);
  });
});

describe('whose event it is', () => {
  it('is said by one identifier: a number beside the address would be written to the profile', async () => {
    await track({ email: 'ada@example.com', phone: '+4930123456', externalId: '7' });
    expect(twin.profiles()[0]).toMatchObject({ fields: { email: 'ada@example.com' }, phone: undefined });
  });

  it('may be a number or an external ID, and a number that is none is reported', async () => {
    await track({ phone: '+49 30 123456' });
    const { differences } = await track({ phone: '030', externalId: '7' });
    expect(differences).toEqual([{ path: '/phone', message: expect.stringContaining('international form') }]);
    expect(twin.profiles().map(({ fields }) => fields)).toEqual([{ phone_number: '+4930123456' }, { external_id: '7' }]);
  });

  it('has to be known', async () => {
    expect((await refusalOf(track({ phone: '030' }))).classification).toMatchObject({ kind: 'permanent', code: 'no_identifier' });
    expect(trackEvent.payload.safeParse({ metric: 'Placed Order' }).error?.issues[0]?.path).toEqual(['email']);
  });

  it('refused, is named by field through the profile inside the event', async () => {
    const { classification } = await refusalOf(track({ email: 'ada@nowhere.invalid' }));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/email' }] });
  });
});
