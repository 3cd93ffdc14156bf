import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { shopify } from '../testing/shopify.ts';
import { upsertAccount, upsertDeal } from './keyed.ts';
import { upsertContact } from './person.ts';
import { createZohoTwin, type ZohoTwin, type ZohoTwinOptions } from './twin.ts';
import { contextFor } from './twin/context.ts';
import { zohoContract } from './twin/contract.ts';

const checkContract = zohoContract();
let twin: ZohoTwin;

function start(options: ZohoTwinOptions = {}) {
  twin = createZohoTwin({ checkContract, ...options });
  return contextFor(twin);
}
afterEach(() => expect(twin.violations).toEqual([]));

const order = { Deal_Name: 'Order #1', Stage: 'Closed Won' };

describe('deals', () => {
  it('are one for each key, whichever event brings it, also where two shops number alike', async () => {
    const ctx = start();
    const save = (fields: object, externalKey: string) =>
      upsertDeal.perform(ctx, upsertDeal.payload.parse({ fields: { ...order, ...fields }, externalKey }));
    const { id } = await save({}, 'shop-a/1');
    expect(await save({ Stage: 'Closed Lost' }, 'shop-a/1')).toMatchObject({ id, effect: 'updated' });
    expect(await save({}, 'shop-b/1')).toMatchObject({ effect: 'created' });
    expect(twin.records('Deals').map((deal) => [deal['Stage'], deal['Handoff_Key']])).toEqual([
      ['Closed Lost', 'shop-a/1'],
      ['Closed Won', 'shop-b/1'],
    ]);
  });

  it('are one for each delivery where no key is mapped', async () => {
    start();
    const deal = upsertDeal.payload.parse({ fields: order });
    for (const key of ['delivery-1', 'delivery-1', 'delivery-2']) await upsertDeal.perform(contextFor(twin, {}, key), deal);
    expect(twin.records('Deals')).toHaveLength(2);
  });

  it('hold the connection, with the way out, where the field for the key was not made', async () => {
    const ctx = start({ without: ['Handoff_Key'] });
    const { classification } = await refusalOf(upsertDeal.perform(ctx, upsertDeal.payload.parse({ fields: order })));
    expect(classification).toMatchObject({
      kind: 'scope',
      code: 'no_key_field',
      message: expect.stringContaining('Do not allow duplicate values'),
    });
  });

  it('can be found for the preview, also where the key has signs that search would misread', async () => {
    const ctx = start({ records: { Deals: [{ ...order, Handoff_Key: 'a(1),b' }] } });
    const find = (externalKey: string) => upsertDeal.findMatch!(ctx, upsertDeal.payload.parse({ fields: order, externalKey }));
    expect(await find('a(1),b')).toMatchObject({ label: 'Order #1' });
    expect(await find('other')).toBeUndefined();
  });

  it('offer their fields without our key, which is mapped as a key', async () => {
    const paths = (await upsertDeal.listFields!(start())).map(({ path }) => path);
    expect(paths).toContain('/externalKey');
    expect(paths).not.toContain('/fields/Handoff_Key');
  });
});

describe('accounts', () => {
  it('are one for each name', async () => {
    const ctx = start();
    const save = (Account_Name: string) => upsertAccount.perform(ctx, upsertAccount.payload.parse({ fields: { Account_Name } }));
    const { id } = await save('Analytical Ltd');
    expect(await save('ANALYTICAL LTD')).toMatchObject({ id, effect: 'updated' });
    expect(await upsertAccount.findMatch!(ctx, upsertAccount.payload.parse({ fields: { Account_Name: 'Analytical Ltd' } }))).toMatchObject({
      id,
    });
  });
});

describe('the first mapping', () => {
  it('makes an order of a shop an account, a contact of it and a won deal, all accepted', async () => {
    const event = shopify('orders-paid');
    const ctx = start();
    const mapped = (operation: { defaultMapping: typeof upsertDeal.defaultMapping }, steps: object) => {
      const { payload, problems } = compileMapping(operation.defaultMapping(event.type, event)).apply({ ...event, steps });
      expect(problems).toEqual([]);
      return payload;
    };
    const account = await upsertAccount.perform(ctx, upsertAccount.payload.parse(mapped(upsertAccount, {})));
    const contact = await upsertContact.perform(ctx, upsertContact.payload.parse(mapped(upsertContact, { account: { id: account.id } })));
    const steps = { account: { id: account.id }, contact: { id: contact.id } };
    await upsertDeal.perform(ctx, upsertDeal.payload.parse(mapped(upsertDeal, steps)));
    expect(twin.records('Deals')).toMatchObject([
      {
        Stage: 'Closed Won',
        Account_Name: { id: account.id },
        Contact_Name: { id: contact.id },
        Handoff_Key: expect.stringContaining('http'),
      },
    ]);
    expect(twin.records('Contacts')).toMatchObject([{ Account_Name: { id: account.id } }]);
  });
});
