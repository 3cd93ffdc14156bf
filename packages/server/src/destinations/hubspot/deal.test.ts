import { afterEach, describe, expect, it } from 'vitest';
import { DestinationFailure } from '../kit/types.ts';
import { upsertContact } from './contact.ts';
import { createDeal } from './deal.ts';
import { RECORD_KEY } from './recordKey.ts';
import { contextFor } from './twin/context.ts';
import { createHubspotTwin, type HubspotTwin } from './twin/index.ts';

let twin: HubspotTwin;
const start = (options?: Parameters<typeof createHubspotTwin>[0]) => {
  twin = createHubspotTwin(options);
  return contextFor(twin, { key: 'event-1/deal' }).ctx;
};
afterEach(() => expect(twin.violations).toEqual([]));

const payload = (more: Record<string, unknown> = {}) =>
  createDeal.payload.parse({ properties: { dealname: 'Order 1001', amount: 120.5, dealstage: 'closedwon' }, ...more });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it must fail'),
    (error: unknown) => error as DestinationFailure,
  );

describe('a deal', () => {
  it('gets its own unique field in a new account, is created once and belongs to its contact', async () => {
    const ctx = start();
    const contact = await upsertContact.perform(ctx, { properties: { email: 'ada@example.com' } });

    const deal = await createDeal.perform(ctx, payload({ contactId: contact.id }));
    const before = twin.snapshot();
    const again = await createDeal.perform(ctx, payload({ contactId: contact.id }));

    expect(deal.effect).toBe('created');
    expect(again).toMatchObject({ id: deal.id, effect: 'updated' });
    expect(twin.snapshot()).toEqual(before);
    expect(twin.deals()).toEqual([
      {
        id: deal.id,
        properties: { dealname: 'Order 1001', amount: '120.5', dealstage: 'closedwon', [RECORD_KEY]: 'event-1/deal' },
        contactIds: [contact.id],
        companyIds: [],
      },
    ]);
  });

  it('makes the field only once', async () => {
    const ctx = start();
    await createDeal.perform(ctx, payload());
    await createDeal.perform(ctx, payload({ externalId: 'shop-1' }));
    expect(twin.requests.filter((request) => request.method === 'POST' && request.path === '/crm/properties/2026-09/deals')).toHaveLength(
      1,
    );
  });

  it('is one for all events with the same key and another for another', async () => {
    const ctx = start();
    const other = contextFor(twin, { key: 'event-2/deal' }).ctx;
    await createDeal.perform(ctx, payload({ externalId: 'https://shop.example/orders/1001' }));
    await createDeal.perform(other, payload({ externalId: 'https://shop.example/orders/1001' }));
    expect(twin.deals()).toHaveLength(1);

    await createDeal.perform(ctx, payload());
    await createDeal.perform(other, payload());
    expect(twin.deals()).toHaveLength(3);
  });

  it('is not doubled when the answer to its creation is lost', async () => {
    const ctx = start();
    await createDeal.perform(ctx, payload({ externalId: 'warm-up' }));
    twin.inject({ match: /upsert/, when: 'after', answer: 'reset' });
    expect((await failure(createDeal.perform(ctx, payload()))).classification.kind).toBe('unknown');

    await createDeal.perform(ctx, payload());

    expect(twin.deals()).toHaveLength(2);
  });

  it('says what to do where the connection may not create the field', async () => {
    const ctx = start({ withoutScopes: ['crm.schemas.deals.write'] });
    const { classification } = await failure(createDeal.perform(ctx, payload()));

    expect(classification).toMatchObject({ kind: 'scope', missing: ['crm.schemas.deals.write'] });
    expect(classification.message).toMatch(/Settings → Properties.*handoff_key.*unique/);
    expect(twin.deals()).toEqual([]);
  });

  it('refuses a field of that name which does not keep values unique', async () => {
    const ctx = start();
    const json = { name: RECORD_KEY, label: 'Key', groupName: 'dealinformation', type: 'string', fieldType: 'text' };
    await ctx.call({ method: 'POST', path: '/crm/properties/2026-09/deals', json });

    const { classification } = await failure(createDeal.perform(ctx, payload()));

    expect(classification).toMatchObject({ kind: 'permanent', code: 'key_not_unique' });
  });

  it('goes on where another worker made the field a moment earlier', async () => {
    const ctx = start();
    const body = { status: 'error', category: 'OBJECT_ALREADY_EXISTS', message: 'A property named handoff_key already exists.' };
    twin.inject({ match: /POST \/crm\/properties/, when: 'after', answer: { status: 409, body } });
    expect(await createDeal.perform(ctx, payload())).toMatchObject({ effect: 'created' });
  });

  it('is tried again while HubSpot is still setting up the field', async () => {
    const ctx = start();
    const body = {
      status: 'error',
      category: 'VALIDATION_ERROR',
      message: `Unable to perform update/upsert by non-unique 0-3 property ${RECORD_KEY} in portal ID 1`,
    };
    twin.inject(
      { match: /upsert/, when: 'before', answer: { status: 400, body } },
      { match: /upsert/, when: 'before', answer: { status: 400, body } },
    );

    expect((await failure(createDeal.perform(ctx, payload()))).classification).toMatchObject({ kind: 'retry', code: 'key_pending' });
    expect(await createDeal.perform(ctx, payload())).toMatchObject({ effect: 'created' });
  });

  it('belongs to its company, and names one that is not there', async () => {
    const ctx = start({ companies: [{ name: 'Analytical Ltd' }] });
    await createDeal.perform(ctx, payload({ companyId: '101' }));
    expect(twin.deals()).toMatchObject([{ companyIds: ['101'] }]);
    const { classification } = await failure(createDeal.perform(ctx, payload({ companyId: '999' })));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/companyId' }] });
  });

  it('names the contact that is not there, and a later try repairs it without a second deal', async () => {
    const ctx = start();
    const { classification } = await failure(createDeal.perform(ctx, payload({ contactId: '999' })));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/contactId' }] });

    const contact = await upsertContact.perform(ctx, { properties: { email: 'ada@example.com' } });
    await createDeal.perform(ctx, payload({ contactId: contact.id }));

    expect(twin.deals()).toMatchObject([{ contactIds: [contact.id] }]);
  });

  it('shows which deal it would update, also before the account knows our field', async () => {
    const ctx = start();
    expect(await createDeal.findMatch!(ctx, payload())).toBeUndefined();
    const { id } = await createDeal.perform(ctx, payload());
    expect(await createDeal.findMatch!(ctx, payload())).toMatchObject({ id, label: 'Order 1001' });
  });

  it('offers its fields, with the choices, its contact and its key, but not our own property', async () => {
    const ctx = start();
    await createDeal.perform(ctx, payload());
    const fields = await createDeal.listFields!(ctx);
    const paths = fields.map((field) => field.path);
    expect(paths).toEqual(expect.arrayContaining(['/properties/dealname', '/contactId', '/externalId']));
    expect(paths).not.toContain(`/properties/${RECORD_KEY}`);
    expect(fields.find((field) => field.path === '/properties/dealstage')).toMatchObject({
      type: 'enum',
      options: expect.arrayContaining([{ value: 'closedwon', label: 'Closed Won' }]),
    });
  });
});
