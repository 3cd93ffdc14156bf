import { afterEach, describe, expect, it } from 'vitest';
import type { CallContext, DestinationFailure, Performed } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { upsertContact, upsertLead } from './person.ts';
import type { Settings } from './settings.ts';
import { createSalesforceTwin, type SalesforceTwin, type SalesforceTwinOptions } from './twin.ts';
import { field } from './twin/catalog.ts';
import { contextFor } from './twin/context.ts';
import { salesforceContract } from './twin/contract.ts';

const checkContract = salesforceContract();
let twin: SalesforceTwin;
let ctx: CallContext<Settings>;

function start(options: SalesforceTwinOptions = {}, settings: Partial<Settings> = {}): void {
  twin = createSalesforceTwin({ checkContract, ...options });
  ({ ctx } = contextFor(twin, settings));
}
afterEach(() => expect(twin.violations).toEqual([]));

const lead = (payload: object) => upsertLead.perform(ctx, upsertLead.payload.parse(payload));
const leads = (payloads: object[]): Promise<(Performed | DestinationFailure)[]> =>
  upsertLead.performBatch!.perform(
    ctx,
    payloads.map((payload) => upsertLead.payload.parse(payload)),
  );
const ada = { Email: 'Ada@Example.com', FirstName: 'Ada', LastName: 'Lovelace', Company: 'Analytical Ltd' };

describe('finding people', () => {
  it('makes a lead once and updates it afterwards, whatever the letter case of the address', async () => {
    start();
    const first = await lead({ fields: ada });
    expect(first).toMatchObject({
      effect: 'created',
      url: `https://analytical.my.salesforce.com/${first.id}`,
      output: { email: 'ada@example.com' },
    });
    expect(await lead({ fields: { ...ada, Email: 'ADA@example.com', FirstName: 'Augusta', Phone: '' } })).toMatchObject({
      id: first.id,
      effect: 'updated',
    });
    expect(twin.records('Lead')).toEqual([{ Id: first.id, ...ada, Email: 'ada@example.com', FirstName: 'Augusta' }]);
  });

  it('writes no address into a URL, where Salesforce takes some endings for file names', async () => {
    start();
    await lead({ fields: { ...ada, Email: 'ada@example.inc' } });
    expect(twin.requests.map(({ path }) => path).join(' ')).not.toContain('example');
  });

  it("finds people by the owner's own field, which then gets the address too", async () => {
    start({ fields: { Lead: [field('Mail_Key__c', 'Mail key', { externalId: true, idLookup: true })] } }, { personField: 'Mail_Key__c' });
    await lead({ fields: ada });
    expect(twin.records('Lead')).toMatchObject([{ Email: 'ada@example.com', Mail_Key__c: 'ada@example.com' }]);
    const offered = (await upsertLead.listFields!(ctx)).map(({ path }) => path);
    expect(offered).not.toContain('/fields/Mail_Key__c');
  });

  it('says which records to merge where several have the address', async () => {
    start({
      records: {
        Lead: [
          { Email: 'ada@example.com', LastName: 'A' },
          { Email: 'ada@example.com', LastName: 'B' },
        ],
      },
    });
    const { classification } = await refusalOf(lead({ fields: ada }));
    expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringMatching(/Email.*more than one record found.*00Q/) });
  });

  it('leaves a converted lead alone and names the other step', async () => {
    start({ records: { Lead: [{ Email: 'ada@example.com', LastName: 'A', IsConverted: true }] } });
    const { classification } = await refusalOf(lead({ fields: ada }));
    expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('Create or update a contact') });
  });

  it('shows whom a payload would change, without writing, also where the address is odd', async () => {
    start({ records: { Lead: [{ Email: "o'hara@example.com", FirstName: 'Scarlett', LastName: "O'Hara" }] } });
    const match = (Email: string) => upsertLead.findMatch!(ctx, upsertLead.payload.parse({ fields: { Email } }));
    expect(await match("o'hara@example.com")).toMatchObject({ label: "Scarlett O'Hara (o'hara@example.com)" });
    expect(await match('no@example.com')).toBeUndefined();
  });
});

describe('what Salesforce demands of new people', () => {
  it('is filled in for new ones and never written over what is there', async () => {
    start({ records: { Lead: [{ Email: 'ada@example.com', LastName: 'Lovelace', Company: 'Analytical Ltd' }] } });
    await lead({ fields: { Email: 'ada@example.com', Phone: '1' } });
    await lead({ fields: { Email: 'grace@example.com' } });
    expect(twin.records('Lead')).toMatchObject([
      { LastName: 'Lovelace', Company: 'Analytical Ltd', Phone: '1' },
      { LastName: 'grace', Company: '[not provided]' },
    ]);
  });

  it('is filled in for the first of several with one address only, or for the next where the first is refused', async () => {
    start();
    const { Email, FirstName: _, ...names } = ada;
    const outcomes = await leads([
      { fields: { Email, ...names } },
      { fields: { Email, Phone: '1' } },
      { fields: { Email: 'grace@example.com', ...names, Rating: 'Lukewarm' } },
      { fields: { Email: 'grace@example.com', Phone: '2' } },
      { fields: { Email: 'grace@example.com', LastName: 'Hopper', Company: 'Navy' } },
      { fields: { Email: 'grace@example.com', Phone: '3' } },
    ]);
    const shown = outcomes.map((outcome) => ('effect' in outcome ? outcome.effect : 'refused'));
    expect(shown).toEqual(['created', 'updated', 'refused', 'created', 'updated', 'updated']);
    expect(twin.records('Lead')).toMatchObject([
      { LastName: 'Lovelace', Company: 'Analytical Ltd', Phone: '1' },
      { LastName: 'Hopper', Company: 'Navy', Phone: '3' },
    ]);
  });

  it('asks only where something is missing', async () => {
    start();
    await lead({ fields: ada });
    expect(twin.requests.map(({ method }) => method)).toEqual(['PATCH', 'POST']);
  });
});

describe('consent', () => {
  it('writes opt-outs of e-mail and calls, and never lifts one', async () => {
    start({ records: { Contact: [{ Email: 'ada@example.com', LastName: 'L', HasOptedOutOfEmail: true }] } });
    const contact = (payload: object) => upsertContact.perform(ctx, upsertContact.payload.parse(payload));
    const fields = { Email: 'ada@example.com', LastName: 'L', HasOptedOutOfEmail: false, DoNotCall: false };
    const agreed = await contact({ fields, consent: [{ channel: 'email', state: 'subscribed' }] });
    expect(twin.records('Contact')).toMatchObject([{ HasOptedOutOfEmail: true }]);
    expect(agreed.differences).toEqual([{ path: '/consent', message: expect.stringContaining('stays opted out') }]);
    await contact({ fields, consent: [{ channel: 'phone', state: 'unsubscribed' }] });
    expect(twin.records('Contact')).toMatchObject([{ HasOptedOutOfEmail: true, DoNotCall: true }]);
  });

  it('lets an opt-out win over a mapping and over an agreement beside it', async () => {
    start();
    const consent = [
      { channel: 'email', state: 'unsubscribed' },
      { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00.000Z' },
    ];
    await lead({ fields: { ...ada, HasOptedOutOfEmail: false }, consent });
    expect(twin.records('Lead')).toMatchObject([{ HasOptedOutOfEmail: true }]);
  });

  it('writes nothing for people who agreed or said nothing', async () => {
    start();
    await lead({ fields: ada, consent: 'subscribed' });
    await lead({ fields: { ...ada, Email: 'b@example.com' } });
    for (const record of twin.records('Lead')) expect(record).not.toHaveProperty('HasOptedOutOfEmail');
  });
});

describe('batches', () => {
  it('tell each record by itself, also where one bad field makes Salesforce refuse the whole call', async () => {
    start();
    const outcomes = await leads([
      { fields: ada },
      { fields: { ...ada, Email: 'b@example.com', Nonsense__c: 'x' } },
      { fields: { ...ada, Email: 'c@example.com', Rating: 'Lukewarm' } },
      { fields: { ...ada, Email: 'ada@example.com', FirstName: 'Augusta' } },
    ]);
    expect(outcomes[0]).toMatchObject({ effect: 'created' });
    expect(outcomes[1]).toMatchObject({ classification: { kind: 'permanent', problems: [{ path: '/fields/Nonsense__c' }] } });
    expect(outcomes[2]).toMatchObject({ classification: { kind: 'permanent', problems: [{ path: '/fields/Rating' }] } });
    expect(outcomes[3]).toMatchObject({ effect: 'updated' });
    expect(twin.records('Lead')).toMatchObject([{ Email: 'ada@example.com', FirstName: 'Augusta' }]);
  });

  it('are not held up by one record that the user may not change', async () => {
    start({ records: { Lead: [{ Email: 'b@example.com', LastName: 'B', Company: 'B Ltd', IsLocked: true }] } });
    const outcomes = await leads([{ fields: ada }, { fields: { ...ada, Email: 'b@example.com' } }]);
    expect(outcomes[0]).toMatchObject({ effect: 'created' });
    expect(outcomes[1]).toMatchObject({ classification: { kind: 'permanent', message: expect.stringContaining('locked') } });
  });

  it('cost two calls however many records there are', async () => {
    start();
    await leads(Array.from({ length: 100 }, (_, index) => ({ fields: { ...ada, Email: `p${index}@example.com` } })));
    expect(twin.requests).toHaveLength(2);
    expect(twin.records('Lead')).toHaveLength(100);
  });
});

describe('duplicate rules', () => {
  const records = { Contact: [{ Email: 'ada@example.com', LastName: 'Lovelace' }] };

  it('are respected, with the records Salesforce found', async () => {
    start({ duplicateRule: true, records });
    const { classification } = await refusalOf(lead({ fields: ada }));
    expect(classification).toMatchObject({
      kind: 'permanent',
      code: 'duplicates_detected',
      message: expect.stringMatching(/looks like: 003/),
    });
  });

  it('are passed over where the owner said so', async () => {
    start({ duplicateRule: true, records }, { allowDuplicates: true });
    expect(await lead({ fields: ada })).toMatchObject({ effect: 'created' });
  });
});

describe('what arrived', () => {
  it('is read once more, and what an automation changed is shown', async () => {
    start({ automation: () => ({ FirstName: 'CHANGED', Phone: null }) });
    const { differences } = await lead({ fields: { ...ada, Phone: '+4930123456' } });
    expect(differences).toEqual([
      { path: '/fields/FirstName', message: expect.stringContaining('has "CHANGED" in "FirstName" instead of "Ada"') },
      { path: '/fields/Phone', message: expect.stringContaining('has nothing') },
    ]);
  });

  it('is not read where the owner wants to save calls', async () => {
    start({ automation: () => ({ FirstName: 'CHANGED' }) }, { checkArrived: false });
    expect(await lead({ fields: ada })).not.toHaveProperty('differences');
    expect(twin.requests).toHaveLength(1);
  });

  it('may fail to be read without the work looking undone', async () => {
    start();
    twin.inject({ match: /^POST /, when: 'before', answer: { status: 500 } });
    expect(await lead({ fields: ada })).toMatchObject({ effect: 'created' });
  });

  it('does not count other spellings of the same as changed', async () => {
    start({ automation: (_, record) => ({ FirstName: `${String(record['FirstName'])} `, Budget__c: 12.5 }) });
    expect(await lead({ fields: { ...ada, Budget__c: '12.50' } })).not.toHaveProperty('differences');
  });
});

describe('fields', () => {
  it('are those the person may write, custom ones included, with choices and what is required', async () => {
    start({ fields: { Lead: [field('VAT__c', 'VAT number', { nillable: false })] }, hidden: ['Phone'] });
    const fields = new Map((await upsertLead.listFields!(ctx)).map((spec) => [spec.path, spec]));
    expect(fields.get('/fields/VAT__c')).toMatchObject({ label: 'VAT number', required: true });
    expect(fields.get('/fields/Rating')).toMatchObject({
      type: 'enum',
      options: [{ value: 'Hot', label: 'Hot' }, { value: 'Warm' }, { value: 'Cold' }],
    });
    expect(fields.get('/fields/Email')).toMatchObject({ type: 'email', required: true });
    expect(fields.get('/fields/Company')).toMatchObject({ required: false });
    expect(fields.get('/fields/Budget__c')).toMatchObject({ type: 'number', description: 'In euros.' });
    for (const path of ['/fields/Phone', '/fields/Id', '/fields/HasOptedOutOfEmail']) expect(fields.has(path)).toBe(false);
  });
});
