import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { createEvent, inviteToEvent } from './event.ts';
import type { Settings } from './settings.ts';
import { graphContract } from './twin/contract.ts';
import { contextFor } from './twin/context.ts';
import { createGraphTwin, type GraphTwin, type GraphTwinOptions } from './twin/index.ts';

const checkContract = graphContract();
let twin: GraphTwin;
let ctx: CallContext<Settings>;

function start(options: GraphTwinOptions = {}): void {
  twin = createGraphTwin({ ...options, checkContract });
  ctx = contextFor(twin, { dedupe: 'request-key' });
}
const add = (fields: object = {}, context = ctx) =>
  createEvent.perform(context, createEvent.payload.parse({ title: 'Fitting', start: '2026-12-01T10:00', ...fields }));
const invite = (attendees: unknown) =>
  inviteToEvent.perform(ctx, inviteToEvent.payload.parse({ title: 'Fitting', start: '2026-12-01T10:00', attendees }));
const classified = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('a repeat', () => {
  it('is the same event for one delivery, another for another, and mails nobody twice', async () => {
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    expect(await classified(invite('ada@example.com'))).toMatchObject({ kind: 'unknown' });
    expect(await invite('ada@example.com')).toMatchObject({ id: 'AAMkEvent1', url: expect.stringContaining('outlook.office365.com') });
    expect(twin.events()).toHaveLength(1);
    expect(twin.invitations).toEqual([{ to: 'ada@example.com', about: 'AAMkEvent1' }]);
    await add({}, contextFor(twin, { delivery: 'evt_1:flow:other' }));
    expect(twin.events()).toHaveLength(2);
    expect(twin.events()[0]?.transactionId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('with other content leaves the event as it is, and says so', async () => {
    await add();
    expect(await add({ title: 'Fitting, moved' })).toEqual({
      effect: 'unchanged',
      differences: [{ path: '/title', message: expect.stringContaining('with other content') }],
    });
    expect(twin.events()).toMatchObject([{ subject: 'Fitting' }]);
  });
});

describe('times', () => {
  it.each<[string, object, object]>([
    [
      'on the clock of the connection',
      { start: '2026-12-01T10:00' },
      { isAllDay: false, start: { dateTime: '2026-12-01T10:00:00', timeZone: 'Europe/Berlin' }, end: { dateTime: '2026-12-01T10:30:00' } },
    ],
    ['in another zone', { timeZone: 'America/New_York' }, { start: { dateTime: '2026-12-01T10:00:00', timeZone: 'America/New_York' } }],
    ['with an offset', { start: '2026-12-01T10:00+01:00' }, { start: { dateTime: '2026-12-01T09:00:00', timeZone: 'UTC' } }],
    [
      'of whole days',
      { start: '2026-12-01', end: '2026-12-02' },
      { isAllDay: true, start: { dateTime: '2026-12-01T00:00:00', timeZone: 'Europe/Berlin' }, end: { dateTime: '2026-12-03T00:00:00' } },
    ],
  ])('%s', async (_, fields, expected) => {
    const { differences } = await add(fields);
    expect(differences).toBeUndefined();
    expect(twin.events()[0]).toMatchObject(expected);
  });
});

it('tells what Microsoft keeps otherwise', async () => {
  const at = { dateTime: '2026-12-01T11:00:00', timeZone: 'UTC' };
  start({
    alterEvent: (event) => ({
      ...event,
      subject: 'Fitting!',
      body: { contentType: 'text', content: '' },
      start: at,
      end: at,
      attendees: [],
    }),
  });
  const { differences } = await inviteToEvent.perform(
    ctx,
    inviteToEvent.payload.parse({ title: 'Fitting', start: '2026-12-01T10:00', description: 'Bring it.', attendees: 'ada@example.com' }),
  );
  expect(differences?.map(({ path }) => path)).toEqual(['/title', '/description', '/start', '/end', '/attendees']);
});

it('invites guests once each, only by the operation that reaches people', async () => {
  await invite(['ada@example.com', 'Ada@example.com', 'bo@example.com']);
  expect(twin.invitations.map(({ to }) => to)).toEqual(['Ada@example.com', 'bo@example.com']);
  expect([createEvent.messages, inviteToEvent.messages]).toEqual([undefined, true]);
  expect(createEvent.payload.safeParse({ title: 'x', start: '2026-12-01', attendees: 'ada@example.com' }).success).toBe(false);
});

describe('the first mapping, unedited', () => {
  it.each([
    [
      'a contact form',
      formSubmitted,
      { subject: 'New message from Ada Lovelace', body: { content: expect.stringContaining('3 engines') } },
    ],
    ['Contact Form 7', contactForm7, { subject: 'New message from Ada Lovelace', body: { content: expect.stringContaining('Hello') } }],
    ['an order of a shop', shopify('orders-create-company'), { subject: expect.stringMatching(/^Order #\d+ created$/) }],
    ['an order of a guest', shopify('orders-create-guest'), { subject: expect.stringMatching(/^Order #\d+ created$/) }],
    [
      'an order without protected data',
      shopify('orders-create-no-protected-data'),
      { subject: expect.stringMatching(/^Order #\d+ created$/) },
    ],
    ['anything else', { ...formSubmitted, type: 'payment.failed' }, { subject: 'Payment failed: Ada Lovelace' }],
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
});
