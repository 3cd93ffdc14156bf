import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted, orderCreated } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { eventIdOf } from './event.ts';
import { googleCalendar } from './index.ts';
import { createEvent, inviteToEvent } from './operations.ts';
import { Settings } from './settings.ts';
import { calendarContract } from './twin/contract.ts';
import { ACCESS_TOKEN, createCalendarTwin, type CalendarTwin, type CalendarTwinOptions } from './twin/index.ts';

const checkContract = calendarContract();
let twin: CalendarTwin;
let ctx: CallContext<Settings>;

function start(options: CalendarTwinOptions = {}, settings: Partial<Settings> = {}): void {
  twin = createCalendarTwin({ ...options, checkContract });
  ctx = contextOf(settings);
}
function contextOf(settings: Partial<Settings> = {}, delivery = 'evt_1:flow:event'): CallContext<Settings> {
  return createCallContext({
    definition: googleCalendar,
    settings: Settings.parse({ timeZone: 'Europe/Berlin', ...settings }),
    accessToken: ACCESS_TOKEN,
    fetch: twin.fetch,
    idempotencyKey: delivery,
    eventId: 'evt_1',
    now: () => 0,
    dedupe: 'keyed-upsert',
    record: () => undefined,
  });
}
const add = (fields: object = {}, context = ctx) =>
  createEvent.perform(context, createEvent.payload.parse({ title: 'Fitting', start: '2026-12-01T10:00', ...fields }));
const invite = (fields: object = {}) =>
  inviteToEvent.perform(
    ctx,
    inviteToEvent.payload.parse({ title: 'Fitting', start: '2026-12-01T10:00', attendees: 'ada@example.com', ...fields }),
  );
const classified = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('the id', () => {
  it('is ours, of the letters Google takes, one for each delivery', async () => {
    expect(eventIdOf(ctx)).toMatch(/^handoff[a-v0-9]{52}$/);
    expect(eventIdOf({ idempotencyKey: 'evt_1:flow:other' })).not.toBe(eventIdOf(ctx));
    const done = await add();
    expect(done).toMatchObject({ id: eventIdOf(ctx), url: expect.stringContaining('https://www.google.com/calendar/'), effect: 'created' });
    expect(done.differences).toBeUndefined();
    expect(twin.events()[0]).toMatchObject({ id: eventIdOf(ctx), extendedProperties: { private: { handoffEvent: 'evt_1' } } });
  });

  it('finds the event again when the answer was lost, and mails nobody twice', async () => {
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    expect(await classified(invite())).toMatchObject({ kind: 'unknown' });
    expect(await invite()).toMatchObject({ id: eventIdOf(ctx), effect: 'unchanged' });
    expect(twin.events()).toHaveLength(1);
    expect(twin.mails).toHaveLength(1);
  });

  it('brings back an event that was deleted', async () => {
    await add();
    twin.remove(eventIdOf(ctx));
    expect(await add()).toMatchObject({ id: eventIdOf(ctx), effect: 'updated' });
    expect(twin.events()).toMatchObject([{ status: 'confirmed', summary: 'Fitting' }]);
  });

  it.each([
    ['a plain refusal', 403, { error: { code: 403, message: 'Forbidden', errors: [{ reason: 'forbidden' }] } }, 'permanent'],
    ['a rate limit', 403, { error: { code: 403, message: 'Rate Limit Exceeded', errors: [{ reason: 'rateLimitExceeded' }] } }, 'retry'],
    [
      'a missing permission',
      403,
      { error: { code: 403, message: 'Insufficient', errors: [{ reason: 'insufficientPermissions' }] } },
      'scope',
    ],
  ])('tells %s of bringing it back apart', async (_, status, body, kind) => {
    await add();
    twin.remove(eventIdOf(ctx));
    twin.inject({ match: /^PUT/, when: 'before', answer: { status, body } });
    expect(await classified(add())).toMatchObject({ kind, ...(kind === 'permanent' ? { code: 'deleted_for_good' } : {}) });
  });

  it('says so where Google keeps the id and shows nothing under it', async () => {
    await add();
    twin.inject({
      match: /^GET/,
      when: 'before',
      answer: { status: 404, body: { error: { code: 404, errors: [{ reason: 'notFound' }] } } },
    });
    expect(await classified(add())).toMatchObject({ kind: 'permanent', code: 'deleted_for_good' });
  });
});

describe('times', () => {
  it.each<[string, object, object, object]>([
    [
      'on the clock of the connection',
      { start: '2026-12-01T10:00' },
      { dateTime: '2026-12-01T10:00:00', timeZone: 'Europe/Berlin' },
      { dateTime: '2026-12-01T10:30:00', timeZone: 'Europe/Berlin' },
    ],
    [
      'in another zone',
      { start: '2026-12-01T10:00', timeZone: 'America/New_York', end: '2026-12-01T12:00' },
      { dateTime: '2026-12-01T10:00:00', timeZone: 'America/New_York' },
      { dateTime: '2026-12-01T12:00:00', timeZone: 'America/New_York' },
    ],
    [
      'with an offset',
      { start: '2026-12-01T10:00:00+01:00' },
      { dateTime: '2026-12-01T09:00:00Z', timeZone: 'Europe/Berlin' },
      { dateTime: '2026-12-01T09:30:00Z', timeZone: 'Europe/Berlin' },
    ],
    ['of whole days', { start: '2026-12-01', end: '2026-12-02' }, { date: '2026-12-01' }, { date: '2026-12-03' }],
  ])('%s', async (_, fields, from, until) => {
    const { differences } = await add(fields);
    expect(differences).toBeUndefined();
    expect(twin.events()[0]).toMatchObject({ start: from, end: until });
  });

  it('without a zone need one in the connection', async () => {
    start();
    ctx = createCallContext({ ...callParts(), settings: Settings.parse({}) });
    expect(await classified(add())).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/start', message: expect.stringContaining('time zone') }],
    });
    expect(twin.requests).toEqual([]);
    expect(await add({ start: '2026-12-01T10:00Z' })).toMatchObject({ effect: 'created' });
  });

  function callParts() {
    return {
      definition: googleCalendar,
      accessToken: ACCESS_TOKEN,
      fetch: twin.fetch,
      idempotencyKey: 'k',
      eventId: 'evt_1',
      now: () => 0,
      record: () => undefined,
    };
  }
});

describe('what Google keeps otherwise', () => {
  it('is told', async () => {
    start({
      alter: (event) => ({ ...event, summary: 'Fitting!', start: { dateTime: '2026-12-01T09:30:00+01:00' }, attendees: [] }),
    });
    const { differences } = await invite({ description: 'Bring it.' });
    expect(differences?.map(({ path }) => path)).toEqual(['/title', '/start', '/attendees']);
  });

  it('never makes a link of what a visitor typed', async () => {
    const done = await add({ description: 'a < b & <a href="https://evil.example">free</a> <script>' });
    expect(twin.events()[0]?.description).toBe('a < b & &lt;a href="https://evil.example">free&lt;/a> &lt;script>');
    expect(done.differences).toBeUndefined();
  });
});

describe('guests', () => {
  it('are invited once each, only by the operation that reaches people', async () => {
    await invite({ attendees: ['ada@example.com', 'Ada@example.com', 'bo@example.com'] });
    expect(twin.mails.map(({ to }) => to)).toEqual(['Ada@example.com', 'bo@example.com']);
    expect([createEvent.messages, inviteToEvent.messages]).toEqual([undefined, true]);
    expect(createEvent.payload.safeParse({ title: 'x', start: '2026-12-01', attendees: ['ada@example.com'] }).success).toBe(false);
  });

  it.each(['all', 'externalOnly', 'none'])('are mailed as chosen: %s', async (sendUpdates) => {
    await invite({ sendUpdates });
    expect(twin.requests.at(-1)?.path).toContain(`sendUpdates=${sendUpdates}`);
    expect(twin.mails).toHaveLength(sendUpdates === 'none' ? 0 : 1);
  });
});

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', formSubmitted, { summary: 'New message from Ada Lovelace', description: expect.stringContaining('3 engines') }],
    ['Contact Form 7', contactForm7, { summary: 'New message from Ada Lovelace', description: expect.stringContaining('Hello') }],
    ['an order', orderCreated, { summary: 'Order #1042 created', description: expect.stringContaining('149.90 EUR') }],
    ['an order of a shop', shopify('orders-create-company'), { summary: expect.stringMatching(/^Order #\d+ created$/) }],
    ['an order of a guest', shopify('orders-create-guest'), { summary: expect.stringMatching(/^Order #\d+ created$/) }],
    [
      'an order without protected data',
      shopify('orders-create-no-protected-data'),
      { summary: expect.stringMatching(/^Order #\d+ created$/) },
    ],
    ['anything else', { ...formSubmitted, type: 'payment.failed' }, { summary: 'Payment failed: Ada Lovelace' }],
  ])('makes an event of %s', async (_, event, expected) => {
    for (const sample of [event, undefined]) {
      start();
      const { payload, problems } = compileMapping(createEvent.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await createEvent.perform(ctx, createEvent.payload.parse(payload));
      expect(twin.events()).toMatchObject([expected]);
      expect(JSON.stringify(twin.events())).not.toMatch(/undefined|null|\[object/);
    }
  });

  it('takes the day or time the form asks for', async () => {
    const data = { ...formSubmitted.data, fields: { when: '2026-12-05T14:00' }, types: { when: 'datetime-local' } };
    const booking = { ...formSubmitted, data };
    const { payload } = compileMapping(createEvent.defaultMapping(booking.type, booking)).apply(booking);
    await createEvent.perform(ctx, createEvent.payload.parse(payload));
    expect(twin.events()[0]?.start).toEqual({ dateTime: '2026-12-05T14:00:00', timeZone: 'Europe/Berlin' });
  });

  it('invites the person it is about', async () => {
    const { payload } = compileMapping(inviteToEvent.defaultMapping('form.submitted', formSubmitted)).apply(formSubmitted);
    await inviteToEvent.perform(ctx, inviteToEvent.payload.parse(payload));
    expect(twin.mails.map(({ to }) => to)).toEqual(['ada@example.com']);
  });
});

describe('the connection', () => {
  it('names the calendar, and says where it may only be read', async () => {
    expect(await googleCalendar.testConnection(contextOf({ account: 'owner@shop.example' }))).toEqual({
      account: 'Shop (owner@shop.example)',
    });
    start({ accessRole: 'reader' });
    expect(await classified(googleCalendar.testConnection(ctx))).toMatchObject({ kind: 'scope', code: 'read_only' });
    expect(await classified(add())).toMatchObject({ kind: 'scope', code: 'forbidden' });
  });

  it('says where its calendar is gone', async () => {
    expect(await classified(add({}, contextOf({ calendar: 'old@group.calendar.google.com' })))).toMatchObject({
      kind: 'permanent',
      code: 'not_found',
    });
  });

  it("deletes a person's events without mailing anyone, harmlessly when they are gone", async () => {
    const { id = '' } = await invite();
    const person = {
      records: [
        { operation: 'inviteToEvent', id },
        { operation: 'createEvent', id: 'handoffnothere' },
      ],
    };
    await googleCalendar.erasePerson?.(ctx, person);
    await googleCalendar.erasePerson?.(ctx, person);
    expect(twin.events()).toMatchObject([{ status: 'cancelled' }]);
    expect(twin.requests.at(-1)?.path).toContain('sendUpdates=none');
    expect(twin.mails).toHaveLength(1);
  });
});
