import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CUSTOMER_SENT } from '../../src/flow/index.ts';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/schema.ts';
import { hmacOf } from '../../testing/webhooks/sign.ts';

describe.skipIf(!(await schemaAvailable()))('what Shopify Flow asks of the app', { timeout: 60_000 }, () => {
  let harness: ShopHarness;
  let workspaceId: string;
  let customerId: number;

  beforeEach(async () => {
    harness = await createShopHarness();
    ({ workspaceId } = await harness.install());
    customerId = harness.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' }).id;
    await harness.drain();
  }, 60_000);
  afterEach(() => harness.close());

  const send = (destination: string, id: number | string = customerId) =>
    harness.shop.runFlowAction('/flow/send-customer', { customer_id: id, destination }, 'send-customer');
  const pause = (properties: Record<string, unknown>) =>
    harness.shop.runFlowAction('/flow/pause-destination', properties, 'pause-destination');
  const words = async (answer: Response) => ((await answer.json()) as { error: { message: string } }).error.message;
  const contacts = () => harness.hubspot.contacts();
  const sent = async () => (await harness.operator('listEvents', { params: { workspaceId }, query: { type: CUSTOMER_SENT } })).items;

  it('brings the customer as they are now to the destination it names, by a Handoff flow', async () => {
    await harness.sendToHubspot(workspaceId, [CUSTOMER_SENT]);
    expect((await send('hubspot')).status).toBe(200);
    await harness.drain();
    expect(contacts()).toMatchObject([{ properties: { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' } }]);
    const [event] = await sent();
    const { envelope } = await harness.operator('getEvent', { params: { workspaceId, eventId: event?.id ?? '' } });
    expect(envelope).toMatchObject({
      data: { customerId: String(customerId), destination: { name: 'HubSpot' } },
      subject: { externalIds: { shopify_customer: String(customerId) } },
    });
  });

  it('does nothing a second time when Flow asks again, and sends again when a workflow runs again', async () => {
    await harness.sendToHubspot(workspaceId, [CUSTOMER_SENT]);
    const body = JSON.stringify({
      shop_id: 1,
      shopify_domain: harness.shop.domain,
      action_run_id: 'run-1',
      properties: { customer_id: String(customerId), destination: 'HubSpot' },
    });
    const headers = { 'x-shopify-hmac-sha256': hmacOf(body, 'shpss_fake_0123456789abcdef') };
    const ask = () => harness.fetch(new Request('https://handoff.test/shopify/flow/send-customer', { method: 'POST', body, headers }));
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    await harness.drain();
    expect((await ask()).status).toBe(200);
    await harness.drain();
    expect(await sent()).toHaveLength(1);
    await send('HubSpot');
    await harness.drain();
    expect(await sent()).toHaveLength(2);
  });

  it('ends the run with what to do where nothing would come of it', async () => {
    const nothing = await send('HubSpot');
    expect([nothing.status, await words(nothing)]).toEqual([404, 'There is no destination “HubSpot” in Handoff. Connect one first.']);
    await harness.sendToHubspot(workspaceId, ['order.created']);
    const unknown = await send('Mailchimp');
    expect([unknown.status, await words(unknown)]).toEqual([
      404,
      'There is no destination “Mailchimp” in Handoff. There is “HubSpot” (hubspot).',
    ]);
    const noFlow = await send('HubSpot');
    expect([noFlow.status, await words(noFlow)]).toEqual([409, expect.stringContaining('No published flow in Handoff brings customers')]);
    await harness.sendToHubspot(workspaceId, [CUSTOMER_SENT]);
    const ambiguous = await send('hubspot-3');
    expect(ambiguous.status).toBe(404);
    const gone = await send('hubspot-2', 999_999);
    expect([gone.status, await words(gone)]).toEqual([404, 'Shopify has this customer no longer, so there is nobody to send.']);
    expect(await sent()).toEqual([]);
  });

  it('is asked again later while Shopify does not answer', async () => {
    await harness.sendToHubspot(workspaceId, [CUSTOMER_SENT]);
    harness.fake.interfere(() => new Response('', { status: 503 }));
    expect((await send('HubSpot')).status).toBe(503);
    harness.fake.interfere(undefined);
    harness.clock.advance(60_000);
    expect((await send('HubSpot')).status).toBe(200);
  });

  it('pauses a destination, and says who did and why', async () => {
    const { connectionId } = await harness.sendToHubspot(workspaceId, [CUSTOMER_SENT]);
    expect((await pause({ destination: ' HUBSPOT ', reason: 'Stock-taking' })).status).toBe(200);
    const held = async () => (await harness.operator('getConnection', { params: { workspaceId, connectionId } })).hold;
    expect(await held()).toMatchObject({ kind: 'person', message: 'Paused by Shopify Flow: Stock-taking' });
    await send('HubSpot');
    await harness.drain();
    expect(contacts()).toEqual([]);
    expect((await pause({ destination: 'HubSpot', reason: 'Again' })).status).toBe(200);
    expect(await held()).toMatchObject({ message: 'Paused by Shopify Flow: Stock-taking' });
    await harness.operator('resumeConnection', { params: { workspaceId, connectionId } });
    await harness.drain();
    expect(contacts()).toHaveLength(1);
  });

  it('refuses what Shopify did not sign, and what says nothing', async () => {
    const { connectionId } = await harness.sendToHubspot(workspaceId, [CUSTOMER_SENT]);
    const forged = await harness.fetch(
      new Request('https://handoff.test/shopify/flow/pause-destination', {
        method: 'POST',
        body: JSON.stringify({ shopify_domain: harness.shop.domain, action_run_id: '1', properties: { destination: 'HubSpot' } }),
        headers: { 'x-shopify-hmac-sha256': hmacOf('{}', 'guess') },
      }),
    );
    expect([forged.status, await words(forged)]).toEqual([401, expect.stringContaining('signature does not match')]);
    expect((await pause({ destination: ' ' })).status).toBe(422);
    expect((await harness.operator('getConnection', { params: { workspaceId, connectionId } })).hold).toBeNull();
  });

  it('tells a shop without a workspace to connect first', async () => {
    const other = harness.fake.openShop({ domain: 'second.myshopify.com' });
    other.install();
    const answer = await other.runFlowAction('/flow/pause-destination', { destination: 'HubSpot' }, 'pause-destination');
    expect([answer.status, await words(answer)]).toEqual([409, expect.stringContaining('not connected to a Handoff workspace')]);
  });
});
