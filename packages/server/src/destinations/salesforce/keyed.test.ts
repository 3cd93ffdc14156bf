import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { createTask, upsertAccount, upsertOpportunity } from './keyed.ts';
import { contactMapping, leadMapping } from './mappings.ts';
import { createSalesforceTwin, type SalesforceTwin, type SalesforceTwinOptions } from './twin.ts';
import { contextFor } from './twin/context.ts';
import { salesforceContract } from './twin/contract.ts';

const checkContract = salesforceContract();
let twin: SalesforceTwin;

function start(options: SalesforceTwinOptions = {}) {
  twin = createSalesforceTwin({ checkContract, ...options });
  return contextFor(twin).ctx;
}
afterEach(() => expect(twin.violations).toEqual([]));

const order = { Name: 'Order #1', StageName: 'Closed Won', CloseDate: '2026-11-21', Amount: 10 };

describe('records by our key', () => {
  it('are one for each key, whichever event brings it', async () => {
    const ctx = start();
    const save = (fields: object) =>
      upsertOpportunity.perform(ctx, upsertOpportunity.payload.parse({ fields: { ...order, ...fields }, externalKey: 'shop/1' }));
    const { id } = await save({});
    expect(await save({ StageName: 'Closed Lost' })).toMatchObject({ id, effect: 'updated' });
    expect(twin.records('Opportunity')).toMatchObject([{ StageName: 'Closed Lost', Handoff_Key__c: 'shop/1' }]);
  });

  it('are one for each delivery where no key is mapped', async () => {
    start();
    const task = createTask.payload.parse({ fields: { Subject: 'Answer Ada' } });
    for (const key of ['delivery-1', 'delivery-1', 'delivery-2']) await createTask.perform(contextFor(twin, {}, key).ctx, task);
    expect(twin.records('Task').map((record) => record['Handoff_Key__c'])).toEqual(['delivery-1', 'delivery-2']);
  });

  it('hold the connection, with the way out, where the field for the key was not made', async () => {
    const ctx = start({ hidden: ['Handoff_Key__c'] });
    const { classification } = await refusalOf(upsertAccount.perform(ctx, upsertAccount.payload.parse({ fields: { Name: 'A' } })));
    expect(classification).toMatchObject({ kind: 'scope', code: 'no_key_field', message: expect.stringContaining('"Handoff_Key__c"') });
  });

  it('name the field that points to nothing', async () => {
    const ctx = start();
    const task = (WhoId: string) => createTask.perform(ctx, createTask.payload.parse({ fields: { Subject: 'S', WhoId } }));
    for (const id of ['003gK0000000000009', 'nonsense']) {
      expect((await refusalOf(task(id))).classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/fields/WhoId' }] });
    }
  });

  it('can be found for the preview', async () => {
    const ctx = start({ records: { Account: [{ Name: 'Analytical Ltd', Handoff_Key__c: 'analytical ltd' }] } });
    const find = (externalKey: string) =>
      upsertAccount.findMatch!(ctx, upsertAccount.payload.parse({ fields: { Name: 'x' }, externalKey }));
    expect(await find('Analytical Ltd')).toMatchObject({ label: 'Analytical Ltd' });
    expect(await find('other')).toBeUndefined();
  });

  it('offer their fields without our key, which is mapped as a key', async () => {
    const paths = (await upsertAccount.listFields!(start())).map(({ path }) => path);
    expect(paths).toContain('/externalKey');
    expect(paths).not.toContain('/fields/Handoff_Key__c');
  });
});

describe('the first mapping', () => {
  it('takes a lead from a Contact Form 7 form as it is', () => {
    const { payload, problems } = compileMapping(leadMapping('form.submitted', contactForm7)).apply(contactForm7);
    expect(problems).toEqual([]);
    expect(payload).toMatchObject({ fields: { Email: 'ada@example.com', FirstName: 'Ada', LastName: 'Lovelace', Description: 'Hello' } });
  });

  it('makes an order of a shop an account, a contact of it and a won opportunity, all accepted', async () => {
    const event = shopify('orders-paid');
    const ctx = start();
    const account = await upsertAccount.perform(
      ctx,
      upsertAccount.payload.parse(compileMapping(upsertAccount.defaultMapping(event.type, event)).apply(event).payload),
    );
    const withSteps = { ...event, steps: { account: { id: account.id } } };
    const mapped = compileMapping(upsertOpportunity.defaultMapping(event.type, event)).apply(withSteps);
    expect(mapped.problems).toEqual([]);
    await upsertOpportunity.perform(ctx, upsertOpportunity.payload.parse(mapped.payload));
    expect(twin.records('Opportunity')).toMatchObject([
      { StageName: 'Closed Won', AccountId: account.id, Handoff_Key__c: expect.stringContaining('http') },
    ]);
    const contact = compileMapping(contactMapping(event.type, event)).apply(withSteps).payload;
    expect(contact).toMatchObject({ fields: { AccountId: account.id } });
  });

  it('marks a cancelled order lost, and leaves states and countries alone, which many organizations keep as lists', () => {
    const cancelled = { ...orderCreated, type: 'order.cancelled', data: { ...orderCreated.data, status: 'cancelled' } };
    expect(compileMapping(upsertOpportunity.defaultMapping(cancelled.type)).apply(cancelled).payload).toMatchObject({
      fields: { StageName: 'Closed Lost' },
      externalKey: 'https://admin.shopify.com/store/engines/orders/5544332211',
    });
    const targets = Object.keys(contactMapping('order.created').fields);
    expect(targets.filter((target) => /Country|State/.test(target))).toEqual([]);
  });

  it('does not reopen a task that was done', () => {
    expect(Object.keys(createTask.defaultMapping('order.created').fields)).not.toContain('/fields/Status');
  });
});
