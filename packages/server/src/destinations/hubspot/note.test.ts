import { afterEach, describe, expect, it } from 'vitest';
import type { DestinationFailure } from '../kit/types.ts';
import { upsertContact } from './contact.ts';
import { createDeal } from './deal.ts';
import { createNote } from './note.ts';
import { contextFor } from './twin/context.ts';
import { createHubspotTwin, type HubspotTwin } from './twin/index.ts';

let twin: HubspotTwin;
const contextWithKey = (key: string) => contextFor(twin, { key, dedupe: 'ledger' }).ctx;
const start = async (options?: Parameters<typeof createHubspotTwin>[0]) => {
  twin = createHubspotTwin(options);
  const ctx = contextWithKey('event-1/note');
  const { id } = await upsertContact.perform(ctx, { properties: { email: 'ada@example.com' } });
  return { ctx, contactId: id! };
};
afterEach(() => expect(twin.violations).toEqual([]));

const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it must fail'),
    (error: unknown) => error as DestinationFailure,
  );

describe('a note', () => {
  it('stands in the timeline of its contact and deal at its own time', async () => {
    const { ctx, contactId } = await start();
    const deal = await createDeal.perform(ctx, { properties: { dealname: 'Enquiry' } });

    const note = await createNote.perform(ctx, { body: 'Hello', timestamp: '2026-11-21T09:00:00Z', contactId, dealId: deal.id });

    expect(twin.notes()).toEqual([
      { id: note.id, body: expect.stringMatching(/^Hello<br>/), at: '2026-11-21T09:00:00Z', contactIds: [contactId], dealIds: [deal.id] },
    ]);
  });

  it('keeps what strangers typed as text', async () => {
    const { ctx, contactId } = await start();
    await createNote.perform(ctx, { body: 'a < b & <img src=x onerror=alert(1)>\nsecond line', contactId });
    expect(twin.notes()[0]?.body).toContain('a &lt; b &amp; &lt;img src=x onerror=alert(1)&gt;<br>second line');
  });

  it('is cut to what HubSpot takes, and says so', async () => {
    const { ctx, contactId } = await start();
    const performed = await createNote.perform(ctx, { body: '<'.repeat(40_000), contactId });
    const body = twin.notes()[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/&lt;…<br>/);
    expect(body).toContain('Handoff reference');
    expect(performed.differences).toMatchObject([{ path: '/body' }]);
  });

  it.each(['', 'x'])('is never cut inside a character (%j)', async (before) => {
    const { ctx, contactId } = await start();
    await createNote.perform(ctx, { body: before + '🎈'.repeat(40_000), contactId });
    expect(twin.notes()[0]?.body).toMatch(/^x?🎈+…<br>/u);
  });

  it.each(['contactId', 'dealId'] as const)('is found again by %s after its answer was lost, and is not doubled', async (target) => {
    const { ctx, contactId } = await start();
    const deal = await createDeal.perform(ctx, { properties: { dealname: 'Enquiry' } });
    const payload = createNote.payload.parse({ body: 'Hello', [target]: target === 'contactId' ? contactId : deal.id });
    twin.inject({ match: /POST .*notes$/, when: 'after', answer: 'reset' });
    expect((await failure(createNote.perform(ctx, payload))).classification.kind).toBe('unknown');

    const [note] = twin.notes();
    expect(await createNote.lookup!(ctx, payload)).toMatchObject({ id: note?.id, output: { id: note?.id } });
  });

  it('is certainly absent where only other notes are there', async () => {
    const { ctx, contactId } = await start();
    expect(await createNote.lookup!(ctx, { body: 'Hello', contactId })).toBeUndefined();
    await createNote.perform(contextWithKey('event-2/note'), { body: 'Hello', contactId });
    expect(await createNote.lookup!(ctx, { body: 'Hello', contactId })).toBeUndefined();
  });

  it('is left to a person where the contact has more notes than can be read', async () => {
    const { ctx, contactId } = await start({ associationPage: 1 });
    await createNote.perform(contextWithKey('event-2/note'), { body: 'One', contactId });
    await createNote.perform(contextWithKey('event-3/note'), { body: 'Two', contactId });
    const { classification } = await failure(createNote.lookup!(ctx, { body: 'Hello', contactId }));
    expect(classification).toMatchObject({
      kind: 'unknown',
      code: 'too_many_notes',
      message: expect.stringContaining('Handoff reference'),
    });
  });

  it('is not retried by itself after an answer that leaves doubt', async () => {
    const { ctx, contactId } = await start();
    twin.inject({ match: /notes$/, when: 'after', answer: { status: 502, body: '<html>Bad gateway</html>' } });
    expect((await failure(createNote.perform(ctx, { body: 'Hello', contactId }))).classification.kind).toBe('unknown');
  });

  it("names the payload's own fields when HubSpot refuses", async () => {
    const { ctx, contactId } = await start();
    const errors = [{ message: 'bad date', code: 'INVALID_DATE', context: { propertyName: ['hs_timestamp'] } }];
    twin.inject({
      match: /notes$/,
      when: 'before',
      answer: { status: 400, body: { category: 'VALIDATION_ERROR', message: 'Property values were not valid', errors } },
    });
    expect((await failure(createNote.perform(ctx, { body: 'x', contactId }))).classification).toMatchObject({
      problems: [{ path: '/timestamp' }],
    });
  });

  it('finds its contact by e-mail address, whatever the letter case', async () => {
    const { ctx, contactId } = await start();
    const payload = { body: 'Hello', contactEmail: 'ADA@example.com' };
    const note = await createNote.perform(ctx, payload);
    expect(twin.notes()).toMatchObject([{ id: note.id, contactIds: [contactId] }]);
    expect(await createNote.lookup!(ctx, payload)).toMatchObject({ id: note.id });
  });

  it('is refused with what to do where nobody has that address', async () => {
    const { ctx } = await start();
    const payload = { body: 'Hello', contactEmail: 'nobody@example.com' };
    const { classification } = await failure(createNote.perform(ctx, payload));
    expect(classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/contactEmail' }],
      message: expect.stringContaining('step before this one'),
    });
    expect(await createNote.lookup!(ctx, payload)).toBeUndefined();
    expect(twin.notes()).toEqual([]);
  });

  it('must belong to something', () => {
    const parsed = createNote.payload.safeParse({ body: 'Hello' });
    expect(parsed.error?.issues).toMatchObject([{ path: ['contactId'], message: expect.stringContaining('contact or a deal') }]);
  });
});
