import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/schema.ts';
import { extensions } from '../support/manifest.ts';

const HOUR = 3_600_000;

describe.skipIf(!(await schemaAvailable()))('what the app starts in Shopify Flow', { timeout: 60_000 }, () => {
  let harness: ShopHarness;
  let workspaceId: string;

  beforeEach(async () => {
    harness = await createShopHarness();
    ({ workspaceId } = await harness.install());
  }, 60_000);
  afterEach(() => harness.close());

  const post = (id: string, changes: Record<string, unknown> = {}) =>
    harness.shop.storefront('/forms', {
      body: {
        id,
        kind: 'contact',
        form: { id: 'contact', title: 'Write to us' },
        fields: [
          { key: 'name', label: 'Name', type: 'text', value: 'Ada Lovelace' },
          { key: 'email', label: 'E-mail', type: 'email', value: 'ada@example.com' },
          { key: 'body', label: 'Message', type: 'textarea', value: 'Do you ship to Ghent?' },
        ],
        seconds: 30,
        at: new Date(harness.clock.now()).toISOString(),
        page: 'https://steep.example/pages/contact',
        ...changes,
      },
    });
  const triggers = (handle: string) =>
    harness.shop.state.flowTriggers.filter((trigger) => trigger.handle === handle).map(({ payload }) => payload as Record<string, string>);
  const fieldsOf = (handle: string) => {
    const fields = extensions().find((extension) => extension.handle === handle)?.settings?.fields;
    return Array.isArray(fields) ? fields.map(({ key }) => key) : [];
  };

  it('tells of a form once the companion found it genuine, with the fields the trigger has', async () => {
    expect((await post('submission-1')).status).toBe(200);
    await harness.pass(10_000);
    const [event] = (await harness.operator('listEvents', { params: { workspaceId }, query: { type: 'form.submitted' } })).items;
    expect(triggers('form-submitted')).toEqual([
      {
        Form: 'Write to us',
        Kind: 'contact',
        Email: 'ada@example.com',
        Name: 'Ada Lovelace',
        Message: 'Do you ship to Ghent?',
        Page: 'https://steep.example/pages/contact',
        'Event ID': event?.id,
      },
    ]);
    expect(Object.keys(triggers('form-submitted')[0] ?? {})).toEqual(fieldsOf('form-submitted'));
    await post('submission-1');
    await harness.pass(HOUR);
    expect(triggers('form-submitted')).toHaveLength(1);
  });

  it('starts nothing for spam', async () => {
    const params = { workspaceId, sourceId: (await harness.operator('listSources', { params: { workspaceId } })).items[0]?.id ?? '' };
    await harness.operator('updateSource', { params, body: { settings: { screening: { observe: false } } } });
    await post('submission-1', { honeypot: 'https://casino.example' });
    await harness.pass(HOUR);
    const [event] = (await harness.operator('listEvents', { params: { workspaceId } })).items;
    expect(event?.verdict).toBe('quarantine');
    expect(triggers('form-submitted')).toEqual([]);
  });

  it('tells of a form later where Shopify does not answer at first', async () => {
    harness.fake.interfere(() => new Response('', { status: 503 }));
    await post('submission-1');
    await harness.drain();
    expect(triggers('form-submitted')).toEqual([]);
    harness.fake.interfere(undefined);
    await harness.pass(HOUR);
    expect(triggers('form-submitted')).toHaveLength(1);
  });

  it('asks a Shopify that stays away less and less often', async () => {
    let asked = 0;
    harness.fake.interfere(() => {
      asked += 1;
      return new Response('', { status: 503 });
    });
    await post('submission-1');
    const tenMinutes = async () => {
      for (let seconds = 0; seconds < 600; seconds += 5) await harness.pass(5000);
      return asked;
    };
    const first = await tenMinutes();
    const later = (await tenMinutes()) - first;
    expect(first).toBeGreaterThan(later);
    // Every five minutes by then; without waits it were 120 times.
    expect(later).toBeLessThanOrEqual(6);
    harness.fake.interfere(undefined);
    await harness.pass(HOUR);
    expect(triggers('form-submitted')).toHaveLength(1);
  });

  it('tells once of what failed at a destination, with the fields the trigger has', async () => {
    await harness.sendToHubspot(workspaceId, ['form.submitted']);
    await post('submission-1', { fields: [{ key: 'name', label: 'Name', type: 'text', value: 'Nobody' }] });
    await harness.drain();
    await harness.pass(HOUR);
    await harness.pass(HOUR);
    const [event] = (await harness.operator('listEvents', { params: { workspaceId }, query: { type: 'form.submitted' } })).items;
    expect(triggers('sync-failed')).toMatchObject([{ What: 'form.submitted', Destination: 'HubSpot', 'Event ID': event?.id }]);
    expect(triggers('sync-failed')[0]?.['Reason']).not.toBe('');
    expect(Object.keys(triggers('sync-failed')[0] ?? {})).toEqual(fieldsOf('sync-failed'));
  });

  it('tells of a destination that lost its access, and again should it lose it again', async () => {
    const { connectionId } = await harness.sendToHubspot(workspaceId, ['form.submitted']);
    const params = { workspaceId, connectionId };
    harness.hubspot.expireTokens();
    await post('submission-1');
    await harness.pass(HOUR);
    await harness.pass(HOUR);
    const lost = { What: 'destination', Destination: 'HubSpot', 'Event ID': '' };
    expect(triggers('sync-failed')).toMatchObject([lost]);

    await harness.operator('updateConnection', { params, body: { settings: { accessToken: 'pat-eu1-87654321' } } });
    await harness.operator('resumeConnection', { params });
    await harness.pass(HOUR);
    harness.hubspot.expireTokens();
    await post('submission-2');
    await harness.pass(HOUR);
    expect(triggers('sync-failed')).toMatchObject([lost, lost]);
  });

  it('tells once of a message of Shopify that nothing could be made of', async () => {
    harness.fake.post.add({
      shop: harness.shop.domain,
      topic: 'orders/create',
      uri: 'https://handoff.test/shopify/webhooks',
      payload: { id: 'no order at all' },
    });
    await harness.drain();
    await harness.pass(HOUR);
    await harness.pass(HOUR);
    expect(triggers('sync-failed')).toMatchObject([{ What: 'orders/create', Destination: '' }]);
  });

  it('tells of a message that was given up only days after it came', async () => {
    harness.fake.interfere((request) => (request.url.endsWith('graphql.json') ? new Response('', { status: 503 }) : undefined));
    harness.fake.post.add({
      shop: harness.shop.domain,
      topic: 'Customer',
      uri: 'https://handoff.test/shopify/webhooks',
      payload: { topic: 'Customer', action: 'update', query_variables: { customerId: 'gid://shopify/Customer/1' } },
    });
    await harness.drain();
    const failed = async () => (await harness.openPanelApi().shop('listInbox', { query: { state: 'failed' } })).items;
    for (let hours = 0; hours < 96 && (await failed()).length === 0; hours += 6) await harness.pass(6 * HOUR);
    expect(await failed()).toMatchObject([{ topic: 'Customer' }]);
    harness.fake.interfere(undefined);
    await harness.pass(HOUR);
    expect(triggers('sync-failed')).toMatchObject([{ What: 'Customer' }]);
  });

  it('goes on with other forms where one is at a workspace the shop has left', async () => {
    harness.fake.interfere((request) => (request.url.endsWith('graphql.json') ? new Response('', { status: 503 }) : undefined));
    await post('submission-1');
    await harness.drain();
    const panel = harness.openPanelApi().shop;
    await panel('leaveWorkspace', {});
    await panel('openWorkspace', { body: {} });
    harness.fake.interfere(undefined);
    await post('submission-2');
    await harness.drain();
    await harness.pass(HOUR);
    expect(triggers('form-submitted')).toHaveLength(1);
  });
});
