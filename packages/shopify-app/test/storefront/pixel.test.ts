import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, watch } from '../../extensions/handoff-pixel/src/pixel.ts';
import { createShopHarness, type PanelApi, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/schema.ts';

type Subscriber = (event: never) => void;
const AGREED = { analyticsProcessingAllowed: true, marketingAllowed: true, preferencesProcessingAllowed: false, saleOfDataAllowed: false };
const ADA = { id: '77', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', phone: null };

/** The sandbox in which Shopify runs the pixel of one visitor. */
function openSandbox(
  settings: Sandbox['settings'],
  { privacy = AGREED, customer = ADA }: { privacy?: typeof AGREED; customer?: typeof ADA | null } = {},
) {
  const subscribers = new Map<string, Subscriber>();
  const subscribe = (name: string, subscriber: Subscriber) => void subscribers.set(name, subscriber);
  const sent: Request[] = [];
  let id = 0;
  watch(
    { analytics: { subscribe }, customerPrivacy: { subscribe }, init: { customerPrivacy: privacy, data: { customer } }, settings },
    async (url: string, init: RequestInit) => void sent.push(new Request(url, init)),
  );
  return {
    sent,
    names: [...subscribers.keys()],
    happen: (name: string, data: unknown, at: number) =>
      subscribers.get(name)?.({
        id: `sh-0000000${(id += 1)}`,
        name,
        timestamp: new Date(at).toISOString(),
        clientId: 'visitor-1',
        context: { document: { location: { href: 'https://steep.example/products/assam?utm_source=news' }, referrer: '' } },
        data,
      } as never),
    decide: (customerPrivacy: typeof AGREED) => subscribers.get('visitorConsentCollected')?.({ customerPrivacy } as never),
  };
}

const HERE = { shop: 'steep-and-co.myshopify.com', endpoint: 'https://handoff.test/shopify/pixel' };
const VARIANT = {
  id: '5',
  sku: 'ASSAM-100',
  title: '100 g',
  price: { amount: 7.5, currencyCode: 'EUR' },
  product: { id: '4', title: 'Assam', url: '/products/assam' },
};

describe.skipIf(!(await schemaAvailable()))('the web pixel', { timeout: 60_000 }, () => {
  let harness: ShopHarness;
  let panel: PanelApi;
  let workspaceId: string;

  beforeEach(async () => {
    harness = await createShopHarness();
    ({ panel, workspaceId } = await harness.install());
  }, 60_000);
  afterEach(() => harness.close());

  const turn = (on: boolean) => panel.shop('setPixel', { body: { on } });
  const allow = async () => {
    harness.shop.grant('write_pixels', 'read_customer_events');
    await harness.drain();
  };
  const settings = () => JSON.parse(String(harness.shop.state.pixel?.settings)) as Sandbox['settings'];
  const events = async () => {
    await harness.pass(10_000);
    const { items } = await harness.operator('listEvents', { params: { workspaceId }, query: { include: 'envelope' } });
    return items.filter(({ type }) => type.startsWith('custom.')).map(({ envelope }) => envelope);
  };
  const deliver = async (sent: Request[]) => Promise.all(sent.map((request) => harness.fetch(request)));

  it('tells what a known customer who agreed looks at', async () => {
    await allow();
    expect(await turn(true)).toEqual({ state: 'on', message: null });
    expect(settings()).toEqual({ shop: harness.shop.domain, endpoint: 'https://handoff.test/shopify/pixel' });
    const sandbox = openSandbox(settings());
    sandbox.happen('product_viewed', { productVariant: VARIANT }, harness.clock.now());
    sandbox.happen('product_added_to_cart', { cartLine: { quantity: 2, merchandise: VARIANT } }, harness.clock.now());
    sandbox.happen('search_submitted', { searchResult: { query: 'oolong' } }, harness.clock.now());
    const answers = await deliver(sandbox.sent);
    expect(answers.map(({ status, headers }) => `${status} ${headers.get('access-control-allow-origin')}`)).toEqual([
      '200 *',
      '200 *',
      '200 *',
    ]);
    const told = await events();
    expect(told.map((envelope) => envelope?.['type'])).toEqual(
      expect.arrayContaining(['custom.product_added_to_cart', 'custom.product_viewed', 'custom.search_submitted']),
    );
    expect(told).toHaveLength(3);
    expect(told.find((envelope) => envelope?.['type'] === 'custom.product_added_to_cart')).toMatchObject({
      subject: { email: 'ada@example.com', name: 'Ada Lovelace', externalIds: { shopify_customer: '77' } },
      data: { productId: '4', sku: 'ASSAM-100', price: '7.5', currency: 'EUR', quantity: 2, visitorConsent: { marketing: true } },
      context: { page: 'https://steep.example/products/assam?utm_source=news', utm: { source: 'news' } },
    });
    const again = openSandbox(settings());
    again.happen('product_viewed', { productVariant: VARIANT }, harness.clock.now());
    await deliver(again.sent);
    expect(await events()).toHaveLength(3);
  });

  it('says nothing of visitors who are unknown, who did not agree, or who took it back', () => {
    const quiet = [
      openSandbox(HERE, { customer: null }),
      openSandbox(HERE, { privacy: { ...AGREED, marketingAllowed: false } }),
      openSandbox(HERE, { privacy: { ...AGREED, analyticsProcessingAllowed: false } }),
    ];
    const changed = openSandbox(HERE);
    changed.decide({ ...AGREED, marketingAllowed: false });
    for (const sandbox of [...quiet, changed]) sandbox.happen('product_viewed', { productVariant: VARIANT }, 0);
    expect([...quiet, changed].map(({ sent }) => sent)).toEqual([[], [], [], []]);
    changed.decide(AGREED);
    changed.happen('product_viewed', { productVariant: VARIANT }, 0);
    expect(changed.sent).toHaveLength(1);
    expect(changed.names).toContain('product_viewed');
  });

  it('asks for what it needs before it is turned on', async () => {
    expect(await turn(true)).toMatchObject({ state: 'scope_missing', message: expect.stringContaining('permission') });
    expect(harness.shop.state.pixel).toBeUndefined();
    harness.shop.grant('write_pixels');
    await harness.drain();
    expect((await turn(true)).state).toBe('scope_missing');
  });

  it('is turned off at Shopify and here; what still comes from open pages is not kept', async () => {
    await allow();
    await turn(true);
    const sandbox = openSandbox(settings());
    sandbox.happen('product_viewed', { productVariant: VARIANT }, harness.clock.now());
    expect(await turn(false)).toEqual({ state: 'off', message: null });
    expect(harness.shop.state.pixel).toBeUndefined();
    const [answer] = await deliver(sandbox.sent);
    expect([answer?.status, await answer?.json()]).toEqual([200, { kept: false }]);
    expect(await events()).toEqual([]);
    expect((await turn(false)).state).toBe('off');
  });

  it('refuses an event of a customer whose id is none', async () => {
    await allow();
    await turn(true);
    const sandbox = openSandbox(settings(), { customer: { ...ADA, id: 12.5 as never } });
    sandbox.happen('product_viewed', { productVariant: VARIANT }, harness.clock.now());
    expect((await deliver(sandbox.sent)).map(({ status }) => status)).toEqual([422]);
  });

  it('takes over a pixel that is there, and makes a new one where it is gone', async () => {
    await allow();
    await turn(true);
    const first = harness.shop.state.pixel?.id;
    await harness.store.db
      .updateTable('shopify_shops' as never)
      .set({ pixel_id: null } as never)
      .execute();
    expect((await turn(true)).state).toBe('on');
    expect(harness.shop.state.pixel?.id).toBe(first);
    harness.shop.state.pixel = undefined;
    expect((await turn(true)).state).toBe('on');
    expect(harness.shop.state.pixel).toMatchObject({ id: expect.not.stringMatching(first ?? '') });
  });

  it('leaves all as it was while Shopify does not answer, and says so', async () => {
    await allow();
    harness.fake.interfere(() => new Response('', { status: 503 }));
    await expect(turn(true)).rejects.toMatchObject({ code: 'unavailable' });
    harness.fake.interfere(undefined);
    expect((await panel.shop('status', {})).pixel).toEqual({ state: 'off', message: null });
  });
});
