import { afterEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { DEAL_KEY } from './deal-key.ts';
import { createDeal } from './deal.ts';
import { pipedrive } from './index.ts';
import { createLead } from './lead.ts';
import { createNote } from './note.ts';
import { contextFor } from './twin/context.ts';
import { pipedriveContract } from './twin/contract.ts';
import { createPipedriveTwin, type PipedriveTwin, type PipedriveTwinOptions } from './twin/index.ts';

const checkContract = pipedriveContract();
let twin: PipedriveTwin;
const start = (options: PipedriveTwinOptions = {}) => {
  twin = createPipedriveTwin({ checkContract, persons: [{ name: 'Ada', email: 'ada@example.com' }], ...options });
  return contextFor(twin);
};
afterEach(() => expect(twin.violations).toEqual([]));

const deal = (more: object = {}) => createDeal.payload.parse({ title: 'Order #1042', personEmail: 'ada@example.com', value: 100, ...more });
const lead = (more: object = {}) => createLead.payload.parse({ title: 'Enquiry', personId: '1', ...more });
const note = (more: object = {}) => createNote.payload.parse({ content: 'Hello', personId: 1, ...more });

describe('a deal', () => {
  it('gets a field for our key in a new company, made once and not offered for mapping', async () => {
    const ctx = start();
    await createDeal.perform(ctx, deal());
    await createDeal.perform(contextFor(twin, { key: 'delivery-2' }), deal());
    expect(twin.fields.dealFields.map(({ field_name: name }) => name)).toEqual([DEAL_KEY]);
    expect(twin.records.deals).toHaveLength(2);
    expect((await createDeal.listFields?.(ctx))?.some(({ label }) => label === DEAL_KEY)).toBe(false);
  });

  it('is one for all events with the same key', async () => {
    start();
    const key = { externalId: 'https://shop.example/orders/1042' };
    await createDeal.perform(contextFor(twin, { key: 'created' }), deal(key));
    const paid = await createDeal.perform(contextFor(twin, { key: 'paid' }), deal({ ...key, status: 'won' }));
    const again = await createDeal.perform(contextFor(twin, { key: 'paid' }), deal({ ...key, status: 'won' }));
    expect([paid.effect, again.effect]).toEqual(['updated', 'unchanged']);
    expect(twin.records.deals).toMatchObject([{ status: 'won', person_id: 1 }]);
  });

  it('is found after a lost answer, and no deal of another event is taken for it', async () => {
    const ctx = start();
    await createDeal.perform(contextFor(twin, { key: 'another' }), deal());
    expect(await createDeal.lookup?.(ctx, deal())).toBeUndefined();
    twin.inject({ match: /^POST .*deals$/, when: 'after', answer: 'reset' });
    expect((await refusalOf(createDeal.perform(ctx, deal()))).classification.kind).toBe('unknown');
    expect(await createDeal.lookup?.(ctx, deal())).toMatchObject({ id: String(twin.records.deals[1]?.id) });
  });

  it('of one event is left as it is by a replay with a mended mapping, which says so', async () => {
    const ctx = start();
    await createDeal.perform(ctx, deal());
    expect(await createDeal.lookup?.(ctx, deal())).not.toHaveProperty('differences');
    const replayed = await createDeal.lookup?.(ctx, deal({ value: 200 }));
    expect(replayed).toMatchObject({
      effect: 'unchanged',
      differences: [{ path: '/value', message: expect.stringContaining('left as it is') }],
    });
    expect(twin.records.deals).toMatchObject([{ value: 100 }]);
  });

  it('with a key of its own is updated by a replay with a mended mapping', async () => {
    const ctx = start();
    const key = { externalId: 'https://shop.example/orders/1042' };
    await createDeal.perform(ctx, deal(key));
    expect(await createDeal.lookup?.(ctx, deal({ ...key, value: 200 }))).toBeUndefined();
    await createDeal.perform(ctx, deal({ ...key, value: 200 }));
    expect(twin.records.deals).toMatchObject([{ value: 200 }]);
  });

  it('says what to do where the connection may not make the field', async () => {
    const { classification } = await refusalOf(createDeal.perform(start({ withoutAdmin: true }), deal()));
    expect(classification).toMatchObject({ kind: 'scope', missing: ['deal-fields:full'] });
    expect(classification.message).toMatch(/Data fields.*Handoff key/);
    expect(twin.records.deals).toEqual([]);
  });

  it('names the person who is not there', async () => {
    const { classification } = await refusalOf(createDeal.perform(start(), deal({ personEmail: 'no@example.com' })));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/personEmail' }] });
  });

  it('is not sworn to be absent among more deals than are read', async () => {
    const ctx = start();
    await createDeal.perform(ctx, deal());
    for (let count = 0; count < 1600; count++) twin.records.deals.push({ id: 1000 + count, title: 'Other', person_id: 1 });
    const { classification } = await refusalOf(createDeal.lookup?.(contextFor(twin, { key: 'later' }), deal()) ?? Promise.resolve());
    expect(classification).toMatchObject({ kind: 'unknown', code: 'not_found_for_sure' });
  });
});

describe('a lead', () => {
  it('is updated by a later event with the same key', async () => {
    start();
    await createLead.perform(contextFor(twin, { key: 'created' }), lead({ externalId: 'order-1' }));
    const paid = await createLead.perform(contextFor(twin, { key: 'paid' }), lead({ externalId: 'order-1', value: 12.5, currency: 'EUR' }));
    expect(paid.effect).toBe('updated');
    expect(twin.records.leads).toMatchObject([{ origin_id: 'handoff:order-1', value: { amount: 12.5, currency: 'EUR' } }]);
  });

  it('of one event is left as it is by a replay with a mended mapping, which says so', async () => {
    const ctx = start();
    await createLead.perform(ctx, lead());
    const replayed = await createLead.lookup?.(ctx, lead({ title: 'Offer' }));
    expect(replayed).toMatchObject({ effect: 'unchanged', differences: [{ path: '/title' }] });
    expect(twin.records.leads).toMatchObject([{ title: 'Enquiry' }]);
  });

  it('is found after a lost answer', async () => {
    const ctx = start();
    twin.inject({ match: /^POST/, when: 'after', answer: { status: 502, body: '<html>' } });
    expect((await refusalOf(createLead.perform(ctx, lead()))).classification.kind).toBe('unknown');
    expect(await createLead.lookup?.(ctx, lead())).toMatchObject({ id: twin.records.leads[0]?.id });
    expect(await createLead.lookup?.(contextFor(twin, { key: 'another' }), lead())).toBeUndefined();
  });
});

describe('a note', () => {
  it('stays text, however it is typed, and is found by its reference alone', async () => {
    const ctx = start();
    await createNote.perform(contextFor(twin, { key: 'another' }), note());
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    await refusalOf(createNote.perform(ctx, note({ content: '<script>\n1 & 2' })));
    expect(twin.records.notes[1]?.['content']).toMatch(/^&lt;script&gt;<br>1 &amp; 2<br><br>Handoff reference [0-9a-f]{16}$/);
    expect(await createNote.lookup?.(ctx, note())).toMatchObject({ id: String(twin.records.notes[1]?.id) });
    expect(await createNote.lookup?.(contextFor(twin, { key: 'third' }), note())).toBeUndefined();
  });

  it('that is too long says so', async () => {
    const { differences } = await createNote.perform(start(), note({ content: 'x'.repeat(100_000) }));
    expect(differences).toEqual([{ path: '/content', message: expect.stringContaining('longer') }]);
  });
});

describe('erasing a person', () => {
  it('deletes all copies of them and what we wrote about them, and a repeat is harmless', async () => {
    const ctx = start({
      persons: [
        { name: 'Ada', email: 'ada@example.com' },
        { name: 'Ada L.', email: 'ada@example.com' },
        { name: 'Bo', email: 'bo@example.com' },
      ],
    });
    const { id: leadId = '' } = await createLead.perform(ctx, lead());
    const { id: noteId = '' } = await createNote.perform(ctx, note());
    await createDeal.perform(ctx, deal());
    const person = {
      email: 'ada@example.com',
      records: [
        { operation: 'createLead', id: leadId },
        { operation: 'createNote', id: noteId },
        { operation: 'upsertPerson', id: '1' },
      ],
    };
    await pipedrive.erasePerson?.(ctx, person);
    await pipedrive.erasePerson?.(ctx, person);
    expect(twin.records).toMatchObject({ persons: [{ name: 'Bo' }], leads: [], notes: [], deals: [{ title: 'Order #1042' }] });
  });

  it('takes no refusal for done', async () => {
    const ctx = start();
    twin.inject({ match: /^DELETE/, when: 'before', answer: { status: 403, body: { success: false, error: 'Forbidden' } } });
    await expect(pipedrive.erasePerson?.(ctx, { email: 'ada@example.com', records: [] })).rejects.toThrow(/Pipedrive/);
  });
});
