import { afterEach, describe, expect, it } from 'vitest';
import { DestinationFailure } from '../kit/types.ts';
import { upsertContact } from './contact.ts';
import { contextFor } from './twin/context.ts';
import { createHubspotTwin, type HubspotTwin } from './twin/index.ts';

let twin: HubspotTwin;
const start = (options?: Parameters<typeof createHubspotTwin>[0]) => {
  twin = createHubspotTwin(options);
  return contextFor(twin).ctx;
};
afterEach(() => expect(twin.violations).toEqual([]));

const batch = upsertContact.performBatch!.perform;
const person = (email: string, more: Record<string, unknown> = {}) => upsertContact.payload.parse({ properties: { email, ...more } });

async function failureOf(work: Promise<unknown>): Promise<DestinationFailure> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(DestinationFailure);
  return outcome as DestinationFailure;
}

describe('one contact', () => {
  it('is created, then updated under any spelling of its address', async () => {
    const ctx = start();
    const first = await upsertContact.perform(ctx, person('Ada@Example.com', { firstname: 'Ada' }));
    const second = await upsertContact.perform(ctx, person('ada@example.COM', { lastname: 'Lovelace' }));

    expect(first).toMatchObject({ effect: 'created', url: expect.stringContaining('/62515/record/0-1/') });
    expect(second).toMatchObject({ id: first.id, effect: 'updated', output: { id: first.id } });
    expect(twin.contacts()).toEqual([{ id: first.id, properties: { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' } }]);
  });

  it('sends numbers, yes/no and lists as text, clears with null and leaves blanks alone', async () => {
    const ctx = start();
    await upsertContact.perform(ctx, person('a@example.com', { annualrevenue: 0, phone: '+4930123456', city: 'Berlin' }));
    await upsertContact.perform(ctx, person('a@example.com', { annualrevenue: 12.5, phone: '', city: null }));

    expect(twin.contacts()[0]?.properties).toEqual({ email: 'a@example.com', annualrevenue: '12.5', phone: '+4930123456' });
  });

  it('changes nothing when it is sent again', async () => {
    const ctx = start();
    await upsertContact.perform(ctx, person('a@example.com', { firstname: 'Ada' }));
    const before = twin.snapshot();
    await upsertContact.perform(ctx, person('a@example.com', { firstname: 'Ada' }));
    expect(twin.snapshot()).toEqual(before);
  });

  it('names every refused field with its place in the payload', async () => {
    const ctx = start();
    const failure = await failureOf(
      upsertContact.perform(ctx, person('a@example.com', { favourite_cake: 'x', createdate: '2026-01-01', lifecyclestage: 'fan' })),
    );

    expect(failure.classification).toMatchObject({
      kind: 'permanent',
      problems: [
        { path: '/properties/favourite_cake', message: expect.stringContaining('has no field "favourite_cake"') },
        { path: '/properties/createdate', message: expect.stringContaining('takes no values') },
        { path: '/properties/lifecyclestage', message: expect.stringContaining('not one of the options') },
      ],
    });
    expect(twin.contacts()).toEqual([]);
  });

  it('says that HubSpot refuses the address', async () => {
    const ctx = start();
    const failure = await failureOf(upsertContact.perform(ctx, person('ada@example.con')));
    expect(failure.classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/properties/email' }] });
    expect(failure.message).toContain('does not accept this e-mail address');
  });

  it('updates the contact that a conflict names', async () => {
    const ctx = start();
    const { id } = await upsertContact.perform(ctx, person('first@example.com'));
    const body = { status: 'error', category: 'CONFLICT', message: `Contact already exists. Existing ID: ${id}` };
    twin.inject({ match: /upsert/, when: 'before', answer: { status: 409, body } });

    const second = await upsertContact.perform(ctx, person('second@example.com', { firstname: 'Ada' }));

    expect(second).toMatchObject({ id, effect: 'updated' });
    expect(twin.contacts()).toEqual([{ id, properties: { email: 'first@example.com', firstname: 'Ada' } }]);
  });

  it('is not doubled when the answer to its creation is lost', async () => {
    const ctx = start();
    twin.inject({ when: 'after', answer: 'reset' });
    expect((await failureOf(upsertContact.perform(ctx, person('a@example.com')))).classification.kind).toBe('unknown');

    await upsertContact.perform(ctx, person('a@example.com'));

    expect(twin.contacts()).toHaveLength(1);
  });

  it('reports a value HubSpot changed', async () => {
    const ctx = start();
    const stored = { id: '7', new: true, properties: { email: 'a@example.com', phone: '030 123456', annualrevenue: '12.5' } };
    twin.inject({ when: 'before', answer: { status: 200, body: { status: 'COMPLETE', results: [stored] } } });

    const performed = await upsertContact.perform(ctx, person('a@example.com', { phone: '030-123456', annualrevenue: '12.50' }));

    expect(performed.differences).toEqual([{ path: '/properties/phone', message: expect.stringContaining('030 123456') }]);
  });

  it('shows whom it would update, without writing', async () => {
    const ctx = start();
    expect(await upsertContact.findMatch!(ctx, person('a+b@example.com'))).toBeUndefined();
    const { id } = await upsertContact.perform(ctx, person('a+b@example.com', { firstname: 'Ada', lastname: 'L' }));
    const before = twin.snapshot();

    expect(await upsertContact.findMatch!(ctx, person('A+B@example.com'))).toMatchObject({ id, label: 'Ada L (a+b@example.com)' });
    expect(twin.snapshot()).toEqual(before);
  });
});

describe.each(['per-record', 'whole'] as const)('a batch, HubSpot judging it %s', (batches) => {
  it('gets the good ones in and gives each bad one its own reason', async () => {
    const ctx = start({ batches });
    const outcomes = await batch(ctx, [
      person('one@example.com'),
      person('two@example.com', { nope: 'x' }),
      person('three@example.com', { firstname: 'Three' }),
      person('four@example.con'),
      person('five@example.com'),
    ]);

    const emails = twin.contacts().map((contact) => contact.properties['email']);
    expect(new Set(emails)).toEqual(new Set(['one@example.com', 'three@example.com', 'five@example.com']));
    expect(emails).toHaveLength(3);
    expect(outcomes.map((outcome) => (outcome instanceof DestinationFailure ? outcome.classification.kind : outcome.effect))).toEqual([
      'created',
      'permanent',
      'created',
      'permanent',
      'created',
    ]);
    expect(outcomes[1]).toMatchObject({ classification: { problems: [{ path: '/properties/nope' }] } });
    expect(outcomes[3]).toMatchObject({ classification: { problems: [{ path: '/properties/email' }] } });
    const three = twin.contacts().find((contact) => contact.properties['firstname'] === 'Three');
    expect(outcomes[2]).toMatchObject({ id: three?.id });
  });

  it('keeps one address twice apart, the later one winning', async () => {
    const ctx = start({ batches });
    const outcomes = await batch(ctx, [
      person('a@example.com', { city: 'Rome' }),
      person('b@example.com'),
      person('A@example.com', { city: 'Oslo' }),
    ]);

    expect(outcomes.map((outcome) => 'effect' in outcome && outcome.effect)).toEqual(['created', 'created', 'updated']);
    // Nothing was refused on the way: HubSpot never saw one address twice in a call.
    expect(twin.requests).toHaveLength(2);
    expect(twin.contacts()).toHaveLength(2);
    expect(twin.contacts().find((contact) => contact.properties['email'] === 'a@example.com')?.properties['city']).toBe('Oslo');
  });
});

describe('a batch', () => {
  it('sends no more than 100 in a call', async () => {
    const ctx = start();
    const outcomes = await batch(
      ctx,
      Array.from({ length: 230 }, (_, index) => person(`p${index}@example.com`)),
    );

    expect(outcomes.filter((outcome) => outcome instanceof DestinationFailure)).toEqual([]);
    expect(twin.contacts()).toHaveLength(230);
    expect(twin.requests).toHaveLength(3);
  });

  it('stops when HubSpot asks to slow down, and keeps what is done', async () => {
    const ctx = start();
    const done = ['0', '1'].map((objectWriteTraceId) => ({ id: `9${objectWriteTraceId}`, objectWriteTraceId, new: true, properties: {} }));
    const slowDown = { policyName: 'TEN_SECONDLY_ROLLING', message: 'You have reached your ten_secondly_rolling limit.' };
    twin.inject(
      { when: 'after', answer: { status: 200, body: { results: done } } },
      { when: 'before', answer: { status: 429, body: slowDown } },
    );

    // The repeated address needs a second call.
    const outcomes = await batch(ctx, [person('a@example.com'), person('b@example.com'), person('A@example.com')]);

    expect(outcomes[0]).toMatchObject({ id: '90', effect: 'created' });
    expect(outcomes[1]).toMatchObject({ id: '91', effect: 'created' });
    expect(outcomes[2]).toMatchObject({ classification: { kind: 'retry', afterMs: 10_000 } });
  });

  it.each([
    ['reauth', { status: 401, body: { category: 'EXPIRED_AUTHENTICATION', message: 'expired' } }],
    ['permanent', { status: 404, body: '<html>No such page</html>' }],
  ])('gives every record the same reason (%s) when it is not about the records, after one call', async (kind, answer) => {
    const ctx = start();
    twin.inject({ when: 'before', answer });

    const outcomes = await batch(ctx, [person('a@example.com'), person('b@example.com'), person('A@example.com')]);

    expect(outcomes.map((outcome) => outcome instanceof DestinationFailure && outcome.classification.kind)).toEqual([kind, kind, kind]);
    expect(twin.requests).toHaveLength(1);
  });

  it('asks again one by one where an answer does not say whose it is', async () => {
    const ctx = start();
    const nameless = {
      status: 'COMPLETE',
      results: [],
      numErrors: 1,
      errors: [{ category: 'VALIDATION_ERROR', message: 'One record was wrong.' }],
    };
    twin.inject({ match: /upsert/, when: 'before', answer: { status: 207, body: nameless } });

    const outcomes = await batch(ctx, [person('a@example.com'), person('b@example.com', { nope: '1' })]);

    expect(outcomes[0]).toMatchObject({ effect: 'created' });
    expect(outcomes[1]).toMatchObject({ classification: { kind: 'permanent', problems: [{ path: '/properties/nope' }] } });
  });
});

describe('the fields', () => {
  it('are those a person may fill in, custom ones included', async () => {
    const ctx = start();
    const body = {
      name: 'tea',
      label: 'Favourite tea',
      groupName: 'contactinformation',
      type: 'enumeration',
      fieldType: 'checkbox',
      options: [{ label: 'Mint', value: 'mint', hidden: false, displayOrder: 0 }],
    };
    await ctx.call({ method: 'POST', path: '/crm/properties/2026-09/contacts', json: body });

    const fields = await upsertContact.listFields!(ctx);

    expect(fields).toContainEqual({ path: '/properties/email', label: 'Email', type: 'email', required: true });
    expect(fields).toContainEqual({
      path: '/properties/tea',
      label: 'Favourite tea',
      type: 'list',
      required: false,
      options: [{ value: 'mint', label: 'Mint' }],
    });
    expect(fields).toContainEqual(expect.objectContaining({ path: '/properties/phone', type: 'phone' }));
    expect(fields.map((field) => field.path)).not.toContain('/properties/hs_object_id');
  });
});
