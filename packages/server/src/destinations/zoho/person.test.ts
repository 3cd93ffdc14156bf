import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallContext, DestinationFailure, Performed } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7 } from '../testing/samples.ts';
import { upsertContact, upsertLead } from './person.ts';
import type { Settings } from './settings.ts';
import { createZohoTwin, type ZohoTwin, type ZohoTwinOptions } from './twin.ts';
import { field } from './twin/catalog.ts';
import { contextFor } from './twin/context.ts';
import { zohoContract } from './twin/contract.ts';

const checkContract = zohoContract();
let twin: ZohoTwin;
let ctx: CallContext<Settings>;

function start(options: ZohoTwinOptions = {}, settings: Partial<Settings> = {}): void {
  twin = createZohoTwin({ checkContract, ...options });
  ctx = contextFor(twin, settings);
}
afterEach(() => expect(twin.violations).toEqual([]));

const lead = (payload: object) => upsertLead.perform(ctx, upsertLead.payload.parse(payload));
const leads = (payloads: object[]): Promise<(Performed | DestinationFailure)[]> =>
  upsertLead.performBatch!.perform(
    ctx,
    payloads.map((payload) => upsertLead.payload.parse(payload)),
  );
const ada = { Email: 'ada@example.com', First_Name: 'Ada', Last_Name: 'Lovelace', Company: 'Analytical Ltd' };

describe('finding people', () => {
  it('makes a lead once and updates it afterwards, whatever the letter case of the address', async () => {
    start();
    const first = await lead({ fields: { ...ada, Email: 'Ada@Example.com' } });
    expect(first).toMatchObject({
      effect: 'created',
      url: `https://crm.zoho.eu/crm/tab/Leads/${first.id}`,
      output: { email: 'ada@example.com' },
    });
    expect(await lead({ fields: { ...ada, First_Name: 'Augusta', Phone: '' } })).toMatchObject({ id: first.id, effect: 'updated' });
    expect(twin.records('Leads')).toEqual([{ ...ada, id: first.id, First_Name: 'Augusta' }]);
  });

  it('shows whom a payload would change, without writing', async () => {
    start({ records: { Leads: [{ Email: 'ada@example.com', First_Name: 'Ada', Last_Name: 'Lovelace' }] } });
    const match = (Email: string) => upsertLead.findMatch!(ctx, upsertLead.payload.parse({ fields: { Email } }));
    expect(await match('ada@example.com')).toMatchObject({ label: 'Ada Lovelace (ada@example.com)' });
    expect(await match('no@example.com')).toBeUndefined();
  });
});

describe('what Zoho demands of new people', () => {
  it('is filled in only when it asks, and never written over what is there', async () => {
    start({ records: { Leads: [ada] } });
    await lead({ fields: { Email: 'ada@example.com', Phone: '1' } });
    await lead({ fields: { Email: 'grace@example.com' } });
    expect(twin.records('Leads')).toMatchObject([
      { Last_Name: 'Lovelace', Company: 'Analytical Ltd', Phone: '1' },
      { Last_Name: 'grace', Company: '[not provided]' },
    ]);
  });

  it('is never written over what another of the same batch brings, and the newest stays', async () => {
    start();
    const Email = 'grace@example.com';
    const outcomes = await leads([
      { fields: { Email, Phone: '1' } },
      { fields: { ...ada, Budget: 'much' } },
      { fields: { Email, Last_Name: 'Hopper', Company: 'Navy', Phone: '2' } },
      { fields: { Email: ada.Email, Phone: '3' } },
      { fields: { Email, Phone: '4' } },
    ]);
    const shown = outcomes.map((outcome) => ('effect' in outcome ? outcome.effect : 'refused'));
    expect(shown).toEqual(['created', 'refused', 'updated', 'created', 'updated']);
    expect(twin.records('Leads')).toMatchObject([
      { Email, Last_Name: 'Hopper', Company: 'Navy', Phone: '4' },
      { Email: ada.Email, Last_Name: 'ada', Company: '[not provided]', Phone: '3' },
    ]);
  });

  it('keeps what was saved apart from what could not be filled in', async () => {
    const away = () => {
      twin.inject({ match: /^POST /, when: 'before', answer: { status: 503 } });
      return {};
    };
    start({ workflow: away });
    const outcomes = await leads([{ fields: ada }, { fields: { Email: 'grace@example.com' } }]);
    expect(outcomes[0]).toMatchObject({ effect: 'created' });
    expect(outcomes[1]).toMatchObject({ classification: { kind: 'retry' } });
  });

  it('is left to the owner where we know nothing to fill in', async () => {
    start({ fields: { Leads: [field('VAT', { system_mandatory: true })] } });
    const { classification } = await refusalOf(lead({ fields: { Email: 'grace@example.com' } }));
    expect(classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/fields/VAT', message: expect.stringContaining('demands a value') }],
    });
  });
});

describe('consent', () => {
  const contact = (payload: object) => upsertContact.perform(ctx, upsertContact.payload.parse(payload));
  const fields = { Email: 'ada@example.com', Last_Name: 'L' };

  it('writes an opt-out and never lifts one', async () => {
    start({ records: { Contacts: [{ ...fields, Email_Opt_Out: true }] } });
    const agreed = await contact({ fields: { ...fields, Email_Opt_Out: false }, consent: [{ channel: 'email', state: 'subscribed' }] });
    expect(twin.records('Contacts')).toMatchObject([{ Email_Opt_Out: true }]);
    expect(agreed.differences).toEqual([{ path: '/consent', message: expect.stringContaining('stays opted out') }]);
  });

  it('lets an opt-out win over a mapping and over an agreement beside it', async () => {
    start();
    const consent = [
      { channel: 'email', state: 'unsubscribed' },
      { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00.000Z' },
    ];
    await contact({ fields: { ...fields, Email_Opt_Out: false }, consent });
    expect(twin.records('Contacts')).toMatchObject([{ Email_Opt_Out: true }]);
  });

  it('writes nothing for people who agreed or said nothing', async () => {
    start();
    await contact({ fields, consent: 'subscribed' });
    expect(twin.records('Contacts')[0]).not.toHaveProperty('Email_Opt_Out');
  });
});

describe('batches', () => {
  it('tell each record by itself, and fill in what is demanded in one more call', async () => {
    start();
    const outcomes = await leads([
      { fields: ada },
      { fields: { ...ada, Email: 'b@example.com', Budget: 'much' } },
      { fields: { Email: 'c@example.com', Company: 'C' } },
      { fields: { ...ada, First_Name: 'Augusta' } },
    ]);
    expect(outcomes[0]).toMatchObject({ effect: 'created' });
    expect(outcomes[1]).toMatchObject({
      classification: { kind: 'permanent', problems: [{ path: '/fields/Budget', message: expect.stringContaining('a number, not text') }] },
    });
    expect(outcomes[2]).toMatchObject({ effect: 'created' });
    expect(outcomes[3]).toMatchObject({ effect: 'updated' });
    expect(twin.records('Leads').map((record) => record['First_Name'] ?? record['Last_Name'])).toEqual(['Augusta', 'c']);
  });

  it('are refused one by one also where none of them passes, which Zoho answers with 202', async () => {
    start();
    const bad = { fields: { ...ada, Budget: 'much' } };
    const outcomes = await leads([bad, { fields: { ...bad.fields, Email: 'b@example.com' } }]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ classification: { kind: 'permanent' } });
  });

  it('of a hundred take two calls', async () => {
    start();
    await leads(Array.from({ length: 100 }, (_, index) => ({ fields: { ...ada, Email: `p${index}@example.com` } })));
    expect(twin.requests).toHaveLength(2);
    expect(twin.records('Leads')).toHaveLength(100);
  });
});

describe('what arrived', () => {
  it('is read once more: what a workflow changed and what Zoho dropped is shown', async () => {
    start({ workflow: () => ({ First_Name: 'CHANGED', Phone: null }) });
    const { differences } = await lead({ fields: { ...ada, Phone: '1', Tea: 'green' } });
    expect(differences).toEqual([
      { path: '/fields/First_Name', message: expect.stringContaining('has "CHANGED" in "First_Name" instead of "Ada"') },
      { path: '/fields/Phone', message: expect.stringContaining('has nothing') },
      { path: '/fields/Tea', message: expect.stringContaining('no field "Tea"') },
    ]);
  });

  it('is not read where the owner wants to save credits, and may fail without the work looking undone', async () => {
    start({ workflow: () => ({ First_Name: 'CHANGED' }) }, { checkArrived: false });
    expect(await lead({ fields: ada })).not.toHaveProperty('differences');
    expect(twin.requests).toHaveLength(1);
    start();
    twin.inject({ match: /^GET /, when: 'before', answer: { status: 500 } });
    expect(await lead({ fields: ada })).toMatchObject({ effect: 'created' });
  });

  it('does not count other spellings of the same as changed, and moments are written as Zoho wants them', async () => {
    start({ workflow: () => ({ Called_At: '2026-11-21T11:15:00+01:00', Interests: ['b', 'a'] }) });
    const { differences } = await lead({ fields: { ...ada, Called_At: '2026-11-21T10:15:00.000Z', Interests: ['a', 'b'] } });
    expect(differences).toBeUndefined();
    expect(twin.requests[0]?.body).toMatchObject({ data: [{ Called_At: '2026-11-21T10:15:00+00:00' }] });
  });
});

describe('fields', () => {
  it('are those that may be filled in, custom ones included, with choices and what is required', async () => {
    start({ fields: { Leads: [field('VAT', { system_mandatory: true })] } });
    const fields = new Map((await upsertLead.listFields!(ctx)).map((spec) => [spec.path, spec]));
    expect(fields.get('/fields/VAT')).toMatchObject({ required: true });
    expect(fields.get('/fields/Rating')).toMatchObject({ type: 'enum', options: [{ value: 'Hot', label: 'Hot' }, { value: 'Warm' }] });
    expect(fields.get('/fields/Last_Name')).toMatchObject({ required: false });
    expect(fields.get('/fields/Email')).toMatchObject({ type: 'email', required: true });
    expect(fields.get('/fields/Budget')).toMatchObject({ type: 'number', description: 'In euros.' });
    for (const path of ['/fields/Full_Name', '/fields/Photo', '/fields/Email_Opt_Out']) expect(fields.has(path)).toBe(false);
    const ofContacts = (await upsertContact.listFields!(ctx)).map(({ path }) => path);
    expect(ofContacts).toContain('/fields/Account_Name/id');
  });

  it('are mapped from a Contact Form 7 form as it is', () => {
    const { payload, problems } = compileMapping(upsertLead.defaultMapping('form.submitted', contactForm7)).apply(contactForm7);
    expect(problems).toEqual([]);
    expect(payload).toMatchObject({ fields: { Email: 'ada@example.com', First_Name: 'Ada', Last_Name: 'Lovelace', Description: 'Hello' } });
  });
});
