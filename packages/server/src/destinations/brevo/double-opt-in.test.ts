import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderCreated } from '../testing/samples.ts';
import type { Fault } from '../testing/twin.ts';
import { doubleOptIn } from './double-opt-in.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { brevoContract } from './twin/contract.ts';
import { createBrevoTwin, type BrevoTwin } from './twin.ts';

const checkContract = brevoContract();
const email = 'ada@example.com';
const settings = { list: 3, doubleOptInTemplate: 7, redirectUrl: 'https://studio.example/thanks' };
let twin: BrevoTwin;

const ask = (payload: Record<string, unknown> = { consent: 'subscribed' }, own: Partial<typeof settings> = settings) =>
  doubleOptIn.perform(contextFor(twin, own, doubleOptIn), doubleOptIn.payload.parse({ email, ...payload }));

beforeEach(() => void (twin = createBrevoTwin({ checkContract })));
afterEach(() => expect(twin.violations).toEqual([]));

it('sends the confirmation e-mail; the person joins the lists by its link', async () => {
  expect(await ask({ consent: 'subscribed', firstName: 'Ada', lastName: 'Lovelace', lists: '5' })).toEqual({
    output: { email, status: 'asked' },
    effect: 'sent',
  });
  expect(twin.contact(email)).toBeUndefined();
  expect(twin.requests.at(-1)?.body).toMatchObject({ templateId: 7, includeListIds: [3, 5], redirectionUrl: settings.redirectUrl });
  twin.confirm(email);
  expect(twin.contact(email)).toMatchObject({ listIds: [3, 5], attributes: { FIRSTNAME: 'Ada' } });
});

it.each([
  ['agreed', 'subscribed', 1],
  ['has not confirmed', 'pending', 1],
  ['was not asked', undefined, 1],
  ['said no', 'not_subscribed', 0],
  ['opted out', 'unsubscribed', 0],
])('a new person who %s gets an e-mail, or none', async (_, consent, mails) => {
  await ask({ consent });
  expect(twin.mails()).toHaveLength(mails);
  expect(twin.contact(email)?.emailBlacklisted).toBe(consent === 'unsubscribed' ? true : undefined);
});

it('passes an opt-out from SMS on and asks about e-mail', async () => {
  await ask({
    consent: [
      { channel: 'email', state: 'subscribed' },
      { channel: 'sms', state: 'unsubscribed' },
    ],
  });
  expect(twin.contact(email)).toMatchObject({ emailBlacklisted: false, smsBlacklisted: true, listIds: [] });
  expect(twin.mails()).toHaveLength(1);
});

it.each<[string, Fault['when'], Fault['answer']]>([
  ['a gateway that lost it', 'before', { status: 502, body: 'bad gateway' }],
  ['a gateway that lost its answer', 'after', { status: 503, body: '<html>' }],
  ['no answer', 'after', 'reset'],
])('tries an opt-out again after %s, since it may be written twice', async (_, when, answer) => {
  twin.seed({ email, listIds: [3] });
  for (const consent of ['unsubscribed', [{ channel: 'sms', state: 'unsubscribed' }]]) {
    twin.inject({ match: /^POST \/v3\/contacts$/, when, answer });
    const { classification } = await refusalOf(ask({ consent }));
    expect(classification).toMatchObject({ kind: 'retry', message: expect.stringContaining('opt-out') });
    await ask({ consent });
  }
  expect(twin.contact(email)).toMatchObject({ emailBlacklisted: true, smsBlacklisted: true });
  expect(twin.mails()).toEqual([]);
});

it('passes an opt-out from SMS on also where it cannot ask', async () => {
  const consent = [{ channel: 'sms', state: 'unsubscribed' }];
  expect((await refusalOf(ask({ consent }, { list: 3 }))).classification).toMatchObject({ code: 'double_opt_in_not_configured' });
  expect(twin.contact(email)?.smsBlacklisted).toBe(true);
});

it('asks nobody who is on the list, and of two lists only for the other', async () => {
  twin.seed({ email, listIds: [3] });
  expect(await ask()).toMatchObject({ id: '1', effect: 'unchanged', output: { status: 'not_asked' } });
  expect(twin.mails()).toEqual([]);
  expect(await ask({ consent: 'subscribed', lists: [5] })).toMatchObject({ id: '1', effect: 'sent' });
  expect(twin.mails()[0]?.listIds).toEqual([5]);
});

it('asks a person Brevo knows only where they said something', async () => {
  twin.seed({ email });
  await ask({});
  expect(twin.mails()).toEqual([]);
  await ask({ consent: 'subscribed' });
  expect(twin.mails()).toHaveLength(1);
});

it('asks who left the list and agrees again, and puts nobody back without the click', async () => {
  twin.seed({ email, listUnsubscribed: [3] });
  await ask();
  expect(twin.mails()[0]?.listIds).toEqual([3]);
  expect(twin.contact(email)).toMatchObject({ listIds: [], listUnsubscribed: [3] });
});

it('does not ask who opted out in Brevo, and says so', async () => {
  twin.seed({ email, emailBlacklisted: true });
  const { differences } = await ask();
  expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('stays unsubscribed') }]);
  expect(twin.mails()).toEqual([]);
  expect(twin.contact(email)?.emailBlacklisted).toBe(true);
});

it.each([
  'This email address is already associated with another user.',
  'This sms number or email address is already associated with another user.',
])('takes "%s" for somebody who need not be asked', async (message) => {
  const body = { code: 'invalid_parameter', message };
  twin.inject({ match: /^POST /, when: 'before', answer: { status: 400, body } });
  expect(await ask()).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
});

it('asks without a phone number that another contact has', async () => {
  twin.seed({ email: 'bo@example.com', attributes: { SMS: '4930123456' } });
  const { effect, differences } = await ask({ consent: 'subscribed', firstName: 'Ada', attributes: { SMS: '+4930123456' } });
  expect({ effect, differences }).toEqual({ effect: 'sent', differences: [{ path: '/attributes/SMS', message: expect.any(String) }] });
  expect(twin.mails()).toMatchObject([{ email, attributes: { FIRSTNAME: 'Ada' } }]);
});

it('needs its settings, and a template that can be used', async () => {
  const kindOf = async (work: Promise<unknown>) => (await refusalOf(work)).classification;
  expect(await kindOf(ask(undefined, { list: 3 }))).toMatchObject({ code: 'double_opt_in_not_configured' });
  expect(twin.requests).toEqual([]);
  expect(await kindOf(ask(undefined, { ...settings, doubleOptInTemplate: 8 }))).toMatchObject({ code: 'template_not_usable' });
});

it('checks the attributes before it asks', async () => {
  const { classification } = await refusalOf(ask({ consent: 'subscribed', attributes: { NOPE: 'x' } }));
  expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/attributes/NOPE' }] });
  expect(twin.mails()).toEqual([]);
});

it('mails nobody for having bought something', async () => {
  const { consent: _, ...silent } = orderCreated;
  for (const sample of [orderCreated, silent])
    await ask(compileMapping(doubleOptIn.defaultMapping(sample.type, sample)).apply(sample).payload);
  expect(twin.mails()).toEqual([]);
});
