import type { Consent } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { createKlaviyoTwin, type KlaviyoTwin, type KlaviyoTwinOptions } from './twin/index.ts';
import type { TwinProfile } from './twin/state.ts';
import { upsertProfile } from './upsert-profile.ts';

const YES: Consent = { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z', evidence: 'https://studio.example/contact' };
const NO: Consent = { channel: 'email', state: 'unsubscribed' };
const SUBSCRIBE = '/api/profile-subscription-bulk-create-jobs';
const UNSUBSCRIBE = '/api/profile-subscription-bulk-delete-jobs';

let twin: KlaviyoTwin;

function start(options: KlaviyoTwinOptions = {}): void {
  twin = createKlaviyoTwin(options);
}
beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

function write(payload: object, settings: Partial<Settings> = {}) {
  return upsertProfile.perform(contextFor(twin, settings), upsertProfile.payload.parse({ email: 'ada@example.com', ...payload }));
}
const paths = () => twin.requests.map(({ path }) => path.split('?')[0]);
const seed = (person: Partial<TwinProfile>) => twin.seed({ fields: { email: 'ada@example.com' }, ...person });
const state = (email: TwinProfile['consent']['email']) => ({ email, sms: 'NEVER_SUBSCRIBED', whatsapp: 'NEVER_SUBSCRIBED' }) as const;

describe('a yes', () => {
  it('subscribes a new person, with how it is known and without a time that would skip double opt-in', async () => {
    const { differences } = await write({ consent: [YES] });
    expect(differences).toBeUndefined();
    expect(twin.profile('ada@example.com')?.consent.email).toBe('SUBSCRIBED');
    expect(JSON.stringify(twin.requests.at(-1)?.body)).toContain('Handoff: https://studio.example/contact');
    expect(JSON.stringify(twin.requests)).not.toMatch(/consented_at|historical_import/);
  });

  it('says how it is known as far as Klaviyo takes it, without half a character at its end', async () => {
    await write({ consent: [{ ...YES, evidence: `${'x'.repeat(245)}🫖` }] });
    expect(twin.requests.at(-1)?.body).toMatchObject({ data: { attributes: { custom_source: `Handoff: ${'x'.repeat(245)}` } } });
  });

  it('adds the person to the list of the connection, who is asked first where the list has double opt-in', async () => {
    await write({ consent: [YES] }, { list: 'Y6nRLr' });
    expect(twin.profile('ada@example.com')?.lists).toEqual(['Y6nRLr']);
    start({ lists: [{ id: 'Doub1e', name: 'Newsletter', optIn: 'double_opt_in' }] });
    await write({ consent: [YES] }, { list: 'Doub1e' });
    expect(twin.profile('ada@example.com')?.consent.email).toBe('NEVER_SUBSCRIBED');
    expect(twin.asked()).toEqual(['ada@example.com for Doub1e']);
  });

  it.each([
    ['UNSUBSCRIBE', /unsubscribed in Klaviyo before/],
    ['SPAM_COMPLAINT', /spam/],
    ['USER_SUPPRESSED', /suppressed in Klaviyo by your team/],
    ['HARD_BOUNCE', /bounced/],
    ['INVALID_EMAIL', /does not exist/],
  ])('never undoes %s, which the job would lift without asking, and the owner is told', async (reason, why) => {
    seed({ suppression: [reason], consent: state('SUBSCRIBED') });
    const { differences } = await write({ consent: [YES] }, { list: 'Y6nRLr' });
    expect(paths()).not.toContain(SUBSCRIBE);
    expect(twin.profile('ada@example.com')).toMatchObject({ suppression: [reason], lists: [] });
    expect(differences).toEqual([{ path: '/consent', message: expect.stringMatching(why) }]);
  });

  it('does not put somebody back on the list they left, but on another', async () => {
    seed({ leftLists: { Y6nRLr: 'UNSUBSCRIBE' }, consent: state('SUBSCRIBED') });
    const { differences } = await write({ consent: [YES] }, { list: 'Y6nRLr' });
    expect(twin.profile('ada@example.com')?.lists).toEqual([]);
    expect(differences?.[0]?.message).toMatch(/stays unsubscribed/);
  });

  it('sends nothing for who is subscribed already, except to add them to the list', async () => {
    seed({ consent: state('SUBSCRIBED') });
    await write({ consent: [YES] });
    expect(paths()).toEqual(['/api/profile-import']);
    await write({ consent: [YES] }, { list: 'Y6nRLr' });
    expect(twin.profile('ada@example.com')?.lists).toEqual(['Y6nRLr']);
  });

  it.each([undefined, null, { email: { marketing: null } }, { email: { marketing: { consent: 'SUBSCRIBED' } } }])(
    'subscribes nobody where Klaviyo does not say whether they opted out: %j',
    async (subscriptions) => {
      const data = { id: seed({}), attributes: { email: 'ada@example.com', subscriptions } };
      twin.inject({ when: 'after', answer: { status: 200, body: { data } } });
      const { differences } = await write({ consent: [YES] });
      expect(paths()).not.toContain(SUBSCRIBE);
      expect(differences?.[0]?.message).toMatch(/did not say/);
    },
  );

  it('waits for no one in a quiet import: the profile is written, nobody is subscribed', async () => {
    const { differences } = await write({ consent: [YES], quiet: true }, { list: 'Y6nRLr' });
    expect(paths()).toEqual(['/api/profile-import']);
    expect(differences?.[0]?.message).toMatch(/quiet import/);
  });
});

describe('no yes', () => {
  it.each(['pending', 'not_subscribed', 'unknown'])('%s says nothing to Klaviyo', async (consent) => {
    await write({ consent });
    expect(paths()).toEqual(['/api/profile-import']);
  });

  it('and no consent at all leaves a subscriber as they are', async () => {
    seed({ consent: state('SUBSCRIBED') });
    await write({ firstName: 'Ada' });
    expect(twin.profile('ada@example.com')?.consent.email).toBe('SUBSCRIBED');
  });
});

describe('a no', () => {
  it('unsubscribes from the whole account, also in a quiet import and for a person Klaviyo does not know', async () => {
    seed({ consent: state('SUBSCRIBED'), lists: ['Y6nRLr'] });
    await write({ consent: [NO], quiet: true }, { list: 'Y6nRLr' });
    expect(twin.profile('ada@example.com')).toMatchObject({ consent: { email: 'UNSUBSCRIBED' }, suppression: ['UNSUBSCRIBE'] });
    expect(twin.requests.at(-1)?.body).not.toHaveProperty('data.relationships');
    await write({ email: 'new@example.com', consent: 'unsubscribed' });
    expect(twin.profile('new@example.com')?.suppression).toEqual(['UNSUBSCRIBE']);
  });

  it('wins over a yes in the same event, whichever is later', async () => {
    await write({ consent: [NO, { ...YES, at: '2026-11-22T00:00:00Z' }] });
    expect(twin.profile('ada@example.com')?.consent.email).toBe('UNSUBSCRIBED');
    expect(paths()).not.toContain(SUBSCRIBE);
  });

  it('is passed on even where Klaviyo refuses the profile for good', async () => {
    seed({ consent: state('SUBSCRIBED') });
    const errors = [{ code: 'invalid', detail: 'Invalid locale.', source: { pointer: '/data/attributes/locale' } }];
    twin.inject({ match: /profile-import/, when: 'before', answer: { status: 400, body: { errors } } });
    const { classification } = await refusalOf(write({ consent: [NO], locale: 'xx' }));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/locale' }] });
    expect(twin.profile('ada@example.com')?.consent.email).toBe('UNSUBSCRIBED');
  });

  it('that Klaviyo does not take is a failure, not a note', async () => {
    twin.inject({ match: /bulk-delete/, when: 'before', answer: { status: 400, body: { errors: [{ code: 'invalid', detail: 'No.' }] } } });
    expect((await refusalOf(write({ consent: [NO] }))).classification.kind).toBe('permanent');
  });

  it('is told where there is no number to tell Klaviyo', async () => {
    const { differences } = await write({ phone: 'ext. 12', consent: [{ channel: 'sms', state: 'unsubscribed' }] });
    expect(paths()).not.toContain(UNSUBSCRIBE);
    expect(differences?.map(({ message }) => message).join()).toMatch(/opted out of SMS/);
  });
});

describe('SMS', () => {
  const sms = (said: Consent['state']) => ({ phone: '+4930123456', consent: [YES, { channel: 'sms', state: said }] });

  it('is subscribed only where the connection says so; opt-outs are passed on either way', async () => {
    await write(sms('subscribed'));
    expect(twin.profile('ada@example.com')?.consent).toEqual(state('SUBSCRIBED'));
    await write(sms('subscribed'), { subscribeSms: true });
    expect(twin.profile('ada@example.com')?.consent.sms).toBe('SUBSCRIBED');
    await write(sms('unsubscribed'));
    expect(twin.profile('ada@example.com')?.consent).toMatchObject({ email: 'SUBSCRIBED', sms: 'UNSUBSCRIBED' });
    await write(sms('subscribed'), { subscribeSms: true });
    expect(twin.profile('ada@example.com')?.consent.sms).toBe('UNSUBSCRIBED');
  });

  it('refused does not cost the e-mail consent', async () => {
    const errors = [
      { code: 'invalid', detail: 'Region not supported.', source: { pointer: '/data/attributes/profiles/data/0/attributes/phone_number' } },
    ];
    const answer = { status: 400, body: { errors } };
    twin.seed({ fields: { email: 'ada@example.com' }, consent: state('SUBSCRIBED') });
    twin.inject({ match: /bulk-create/, when: 'before', answer });
    const { differences } = await write(sms('subscribed'), { subscribeSms: true });
    expect(differences?.[0]?.message).toMatch(/did not subscribe this number to SMS/);
    expect(twin.profile('ada@example.com')?.consent.email).toBe('SUBSCRIBED');
  });
});

it('is harmless to repeat, and to repeat after an answer was lost', async () => {
  for (const consent of [[YES], [NO]]) {
    start();
    twin.inject({ match: /subscription/, when: 'after', answer: 'reset' });
    expect((await refusalOf(write({ consent }, { list: 'Y6nRLr' }))).classification.kind).toBe('unknown');
    const once = structuredClone(twin.snapshot());
    await write({ consent }, { list: 'Y6nRLr' });
    expect(twin.snapshot()).toEqual(once);
  }
});
