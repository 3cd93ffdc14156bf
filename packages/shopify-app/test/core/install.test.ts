import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, ORIGIN, type ShopHarness } from '../../testing/harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let house: ShopHarness;
beforeEach(async () => {
  house = await createShopHarness();
});
afterEach(() => house.close());

describe('a merchant', () => {
  it('installs the app, opens a workspace and is known by name', async () => {
    const { panel, workspaceId, sourceId } = await house.install();
    const status = await panel.shop('status', {});
    expect(status).toMatchObject({
      shop: { domain: house.shop.domain, name: expect.any(String) as string, currency: expect.any(String) as string },
      person: { name: 'Olga Lind', email: 'olga@steep.example' },
      link: { origin: ORIGIN, workspaceId, sourceId },
      access: { state: 'ok' },
      sending: { state: 'on' },
    });
    expect(status.scopes.filter(({ required, granted }) => required && !granted)).toEqual([]);
    const { items } = await panel.server('listSources', { params: { workspaceId } });
    expect(items).toMatchObject([{ id: sourceId, kind: 'shopify', url: `https://${house.shop.domain}` }]);
  });

  it('joins the workspace of the WordPress site by connection code', async () => {
    house.shop.install();
    const workspace = await house.operator('createWorkspace', { body: { name: 'Steep' } });
    const { code } = await house.operator('createConnectionCode', { params: { workspaceId: workspace.id } });
    const panel = house.openPanelApi();
    expect((await panel.shop('joinWorkspace', { body: { code } })).link).toMatchObject({
      workspaceId: workspace.id,
      workspaceName: 'Steep',
    });
    await expect(panel.shop('joinWorkspace', { body: { code } })).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ path: '/code' }] },
    });
  });

  it('sends a test order, which is kept and marked as one', async () => {
    const { panel, workspaceId } = await house.install();
    const { eventId } = await panel.shop('sendTest', { body: { type: 'order.created', email: 'olga@steep.example' } });
    await house.drain();
    expect(await panel.server('getEvent', { params: { workspaceId, eventId } })).toMatchObject({
      type: 'order.created',
      envelope: { context: { test: true }, subject: { email: 'olga@steep.example' } },
    });
    expect((await panel.shop('status', {})).setup.find(({ key }) => key === 'test')).toMatchObject({ done: true });
  });

  it('may leave the workspace, and the server knows', async () => {
    const { panel, workspaceId, sourceId } = await house.install();
    expect(await panel.shop('leaveWorkspace', {})).toMatchObject({ serverTold: true, status: { link: null } });
    const { items } = await house.operator('listSources', { params: { workspaceId } });
    expect(items.find(({ id }) => id === sourceId)?.revokedAt).not.toBeNull();
    await expect(panel.server('listFlows', { params: { workspaceId } })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not reach the workspace of another shop', async () => {
    const { panel } = await house.install();
    const other = await house.operator('createWorkspace', { body: { name: 'Other' } });
    await expect(panel.server('listFlows', { params: { workspaceId: other.id } })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('access', () => {
  it('outlives the hour of its token and months without a visit', async () => {
    const { panel } = await house.install();
    for (let month = 0; month < 4; month += 1) {
      house.clock.advance(30 * DAY);
      await house.worker.drain();
    }
    expect((await panel.shop('status', {})).access).toMatchObject({ state: 'ok', message: null });
  });

  it('that Shopify took away is said, and opening the app brings it back', async () => {
    const { panel } = await house.install();
    house.shop.loseAccess();
    house.clock.advance(DAY);
    await house.worker.drain();
    const row = await house.store.db.selectFrom('shopify_shops').select('access_problem').executeTakeFirstOrThrow();
    expect(row.access_problem).toContain('Open Handoff in your Shopify admin');
    expect((await panel.shop('status', {})).access).toMatchObject({ state: 'ok' });
  });
});

describe('the embedded page', () => {
  it('opens from the address that Shopify’s admin frames, and nowhere else', async () => {
    house.shop.install();
    const open = async (url: string) => house.fetch(new Request(url, { headers: { accept: 'text/html' } }));
    const framed = await open(await house.shop.embeddedUrl());
    expect(framed.headers.get('content-security-policy')).toContain(
      `frame-ancestors https://${house.shop.domain} https://admin.shopify.com;`,
    );
    expect((await open(`${ORIGIN}/shopify`)).headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
  });
});
