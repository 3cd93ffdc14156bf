import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/types.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { setConsent } from './consent.ts';
import type { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { createHubspotTwin, type HubspotTwin } from './twin/index.ts';

let twin: HubspotTwin;
let ctx: CallContext<Settings>;
const email = 'ada@example.com';

function start(settings: Partial<Settings> = { subscriptionId: '11' }): void {
  twin = createHubspotTwin();
  ctx = contextFor(twin, { settings }).ctx;
}
beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

const set = (consent: unknown, more: object = {}) => setConsent.perform(ctx, setConsent.payload.parse({ email, consent, ...more }));
const said = (state: string, more: object = {}) => [{ channel: 'email', state, ...more }];
const status = (id = '11') => twin.consent[email]?.[id]?.status;
const writes = () => twin.requests.filter(({ method }) => method === 'POST').length;

describe('who becomes subscribed', () => {
  it.each([
    [undefined, said('subscribed'), 'SUBSCRIBED'],
    [undefined, said('pending'), undefined],
    [undefined, said('not_subscribed'), undefined],
    [undefined, undefined, undefined],
    [undefined, [{ channel: 'sms', state: 'subscribed' }], undefined],
    // A word says nothing of how it is known.
    [undefined, 'subscribed', undefined],
    [undefined, 'unsubscribed', 'UNSUBSCRIBED'],
    ['NOT_SPECIFIED', said('subscribed'), 'SUBSCRIBED'],
    ['UNSUBSCRIBED', said('subscribed'), 'UNSUBSCRIBED'],
    ['SUBSCRIBED', said('not_subscribed'), 'SUBSCRIBED'],
    ['SUBSCRIBED', said('unsubscribed'), 'UNSUBSCRIBED'],
    ['SUBSCRIBED', [...said('unsubscribed'), ...said('subscribed', { at: '2026-11-21T09:30:00Z' })], 'UNSUBSCRIBED'],
  ])('who is %s and says %j becomes %s', async (before, consent, after) => {
    if (before !== undefined) twin.consent[email] = { 11: { status: before } };
    await set(consent);
    expect(status()).toBe(after);
  });

  it('is kept with how it is known', async () => {
    await set(
      said('subscribed', { wording: 'Yes, send me news.', evidence: 'https://studio.example/contact', at: '2026-11-21T09:30:00Z' }),
    );
    expect(twin.consent[email]?.['11']?.explanation).toBe(
      'The person agreed to: "Yes, send me news.". Evidence: https://studio.example/contact. At 2026-11-21T09:30:00Z. Handoff event event-1.',
    );
  });

  it('is kept as far as HubSpot takes it, without half a character at its end', async () => {
    await set(said('subscribed', { wording: `${'x'.repeat(1976)}🫖` }));
    expect(twin.consent[email]?.['11']?.explanation).toBe(`The person agreed to: "${'x'.repeat(1976)}`);
  });

  it('waits, in a quiet import, for somebody who asks them; an opt-out does not', async () => {
    expect(await set(said('subscribed'), { quiet: true })).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
    expect([status(), writes()]).toEqual([undefined, 0]);
    await set(said('unsubscribed'), { quiet: true });
    expect(status()).toBe('UNSUBSCRIBED');
  });

  it('is told to the owner where it is not done', async () => {
    twin.consent[email] = { 11: { status: 'UNSUBSCRIBED' } };
    for (const consent of [said('subscribed'), 'subscribed', said('pending')]) {
      expect(await set(consent)).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
    }
    expect(writes()).toBe(0);
  });
});

it('ends every subscription by an opt-out, those they never had too, and a repeat writes nothing', async () => {
  twin.consent[email] = { 12: { status: 'SUBSCRIBED' } };
  expect(await set(said('unsubscribed'))).toEqual({ effect: 'updated' });
  expect([status('11'), status('12'), status('13'), status('14')]).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED', undefined, undefined]);
  expect(await set(said('unsubscribed'))).toEqual({ effect: 'unchanged' });
  expect(writes()).toBe(2);
});

it('goes to the mapped type, else to that of the connection, and asks for one where there is none', async () => {
  await set(said('subscribed'), { subscriptionId: '12' });
  expect([status('11'), status('12')]).toEqual([undefined, 'SUBSCRIBED']);
  start({});
  expect((await refusalOf(set(said('subscribed')))).classification).toMatchObject({ problems: [{ path: '/subscriptionId' }] });
  expect(await set(said('unsubscribed'))).toEqual({ effect: 'updated' });
});

it('offers the types people may choose of', async () => {
  expect((await setConsent.listFields?.(ctx))?.find(({ path }) => path === '/subscriptionId')?.options).toEqual([
    { value: '11', label: 'Newsletter' },
    { value: '12', label: 'Offers' },
  ]);
});

it('takes no 200 with errors in it for a success, and hears where HubSpot asks first', async () => {
  const answer = (body: object) => ({
    match: /^POST/,
    when: 'before' as const,
    answer: { status: 200, body: { status: 'COMPLETE', ...body } },
  });
  const error = {
    status: 'error',
    category: 'VALIDATION_ERROR',
    message: 'Subscriber is not eligible',
    context: {},
    links: {},
    errors: [],
  };
  twin.inject(answer({ results: [], numErrors: 1, errors: [error] }));
  const { classification } = await refusalOf(set(said('subscribed')));
  expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('not eligible') });
  twin.inject(answer({ results: [{ subscriptionId: 11, status: 'NOT_SPECIFIED' }] }));
  expect((await set(said('subscribed'))).differences).toEqual([{ path: '/consent', message: expect.stringContaining('confirm') }]);
});

it('reads nobody who is not there as nothing known', async () => {
  twin.inject({
    match: /^GET .*statuses/,
    when: 'before',
    answer: { status: 404, body: { status: 'error', message: 'resource not found' } },
  });
  await set(said('subscribed'));
  expect(status()).toBe('SUBSCRIBED');
});

it.each([
  ['a contact form', contactForm7, ['SUBSCRIBED']],
  ['a form that knows more', formSubmitted, ['SUBSCRIBED']],
  ['an order', shopify('orders-create-guest'), []],
])('its first mapping is right for %s', async (_, event, expected) => {
  const { payload, problems } = compileMapping(setConsent.defaultMapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  await setConsent.perform(ctx, setConsent.payload.parse(payload));
  expect(Object.values(twin.consent).flatMap((types) => Object.values(types).map((one) => one.status))).toEqual(expected);
});
