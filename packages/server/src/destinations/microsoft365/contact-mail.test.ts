import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { upsertContact } from './contact.ts';
import { createEvent, inviteToEvent } from './event.ts';
import { microsoft365 } from './index.ts';
import { sendMail } from './mail.ts';
import type { Settings } from './settings.ts';
import { graphContract } from './twin/contract.ts';
import { contextFor } from './twin/context.ts';
import { ACCOUNT, createGraphTwin, type GraphTwin, type GraphTwinOptions } from './twin/index.ts';

const checkContract = graphContract();
let twin: GraphTwin;
function start(options: GraphTwinOptions = {}): void {
  twin = createGraphTwin({ ...options, checkContract });
}
const contextOf = (settings: Partial<Settings> = {}, delivery = 'evt_1:flow:step') =>
  contextFor(twin, { settings, delivery, dedupe: 'ledger' });
const save = (fields: object, context = contextOf()) => upsertContact.perform(context, upsertContact.payload.parse(fields));
const mail = (fields: object = {}, settings: Partial<Settings> = {}) =>
  sendMail.perform(contextOf(settings), sendMail.payload.parse({ subject: 'Hello', text: 'Good day', ...fields }));
const recipients = () => twin.mails.map(({ toRecipients }) => toRecipients.map(({ emailAddress }) => emailAddress.address));
const ada = { email: 'ada@example.com', givenName: 'Ada', surname: 'Lovelace' };

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('a contact', () => {
  it('is made once, then found by its address in any letters, and keeps what is not mapped', async () => {
    expect(await save({ ...ada, businessPhone: '+4930123456' })).toEqual({
      id: 'AAMkContact1',
      output: { id: 'AAMkContact1', email: 'ada@example.com' },
      effect: 'created',
    });
    expect(await save({ email: 'Ada@Example.com', companyName: 'Analytical' }, contextOf({}, 'evt_2:flow:step'))).toMatchObject({
      id: 'AAMkContact1',
      effect: 'updated',
    });
    expect(twin.contacts()).toMatchObject([
      {
        givenName: 'Ada',
        companyName: 'Analytical',
        businessPhones: ['+4930123456'],
        emailAddresses: [{ address: 'ada@example.com', name: 'Ada Lovelace' }],
      },
    ]);
    expect(await upsertContact.findMatch?.(contextOf(), ada)).toMatchObject({
      id: 'AAMkContact1',
      label: expect.stringContaining('ada@example.com'),
    });
  });

  it('with a quote in its address is no other filter', async () => {
    await save({ email: "o'hara@example.com" });
    await save({ email: "o'hara@example.com", surname: "O'Hara" });
    expect(twin.contacts()).toMatchObject([{ surname: "O'Hara" }]);
  });

  it('is found by its delivery after an unknown outcome, and by no other', async () => {
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    expect((await refusalOf(save(ada))).classification).toMatchObject({ kind: 'unknown' });
    const parsed = upsertContact.payload.parse(ada);
    expect(await upsertContact.lookup?.(contextOf(), parsed)).toMatchObject({ id: 'AAMkContact1' });
    expect(await upsertContact.lookup?.(contextOf({}, 'evt_2:flow:step'), parsed)).toBeUndefined();
  });

  it('is written again by a replay whose mapping was mended, and left alone by one that brings nothing new', async () => {
    await save({ email: 'ada@example.com', givenName: 'Lovelace', surname: 'Ada' });
    const mended = upsertContact.payload.parse({ ...ada, companyName: 'Analytical' });
    expect(await upsertContact.lookup?.(contextOf(), mended)).toBeUndefined();
    const replayed = await save(mended);
    expect(replayed).toEqual({ id: 'AAMkContact1', output: expect.anything(), effect: 'updated' });
    expect(twin.contacts()).toMatchObject([{ givenName: 'Ada', surname: 'Lovelace', companyName: 'Analytical' }]);
    expect(await upsertContact.lookup?.(contextOf(), mended)).toEqual({ ...replayed, effect: 'unchanged' });
  });

  it('keeps its other numbers, of which Outlook has room for one', async () => {
    start({ contacts: [{ emailAddresses: [{ address: ada.email }], businessPhones: ['+49 30 111'] }] });
    const call = (businessPhone: string) => save({ email: ada.email, businessPhone });
    expect(await call('+49 (30) 222')).not.toHaveProperty('differences');
    expect(await call('+4930222')).not.toHaveProperty('differences');
    expect(await call('')).not.toHaveProperty('differences');
    const full = await call('+49 30 333');
    expect(full).toMatchObject({
      effect: 'updated',
      differences: [{ path: '/businessPhone', message: expect.stringContaining('two others') }],
    });
    expect(twin.contacts()).toMatchObject([{ businessPhones: ['+49 30 111', '+49 (30) 222'] }]);
  });

  it('tells what Microsoft keeps otherwise', async () => {
    start({ alterContact: (contact) => ({ ...contact, givenName: 'ADA', businessPhones: [], businessAddress: {} }) });
    const { differences } = await save({ ...ada, businessPhone: '1', businessAddress: { city: 'Berlin' } });
    expect(differences?.map(({ path }) => path)).toEqual(['/givenName', '/businessAddress/city', '/businessPhone']);
  });

  it.each([
    ['a contact form', formSubmitted, { givenName: 'Ada', surname: 'Lovelace', companyName: 'Analytical Ltd', mobilePhone: '+4930123456' }],
    ['Contact Form 7', contactForm7, { givenName: 'Ada', surname: 'Lovelace' }],
    ['an order', shopify('orders-create-company'), { businessAddress: { city: expect.any(String) } }],
  ])('comes of %s unedited', async (_, event, expected) => {
    const { payload, problems } = compileMapping(upsertContact.defaultMapping(event.type, event)).apply(event);
    expect(problems).toEqual([]);
    await upsertContact.perform(contextOf(), upsertContact.payload.parse(payload));
    expect(twin.contacts()).toMatchObject([expected]);
  });
});

describe('a mail', () => {
  it('goes to the owner unless an address is mapped, and names its event', async () => {
    expect(await mail({ replyTo: 'ada@example.com' })).toEqual({ effect: 'sent' });
    await mail({}, { to: 'team@contoso.example' });
    await mail({ to: ['bo@example.com', 'Bo@example.com'] });
    expect(recipients()).toEqual([[ACCOUNT], ['team@contoso.example'], ['Bo@example.com']]);
    expect(twin.mails[0]).toMatchObject({
      body: { contentType: 'text', content: 'Good day' },
      replyTo: [{ emailAddress: { address: 'ada@example.com' } }],
      internetMessageHeaders: [{ name: 'x-handoff-event', value: 'evt_1' }],
    });
  });

  it('asks for an address where there is none, before sending', async () => {
    expect((await refusalOf(mail({}, { account: 'owner' }))).classification).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/to' }],
    });
    expect(twin.requests).toEqual([]);
  });

  it('goes out with a subject that was too long cut short, and says so', async () => {
    const { differences } = await mail({ subject: `${'x'.repeat(253)}😀 and more` });
    expect(differences).toMatchObject([{ path: '/subject' }]);
    expect(twin.mails).toMatchObject([{ subject: `${'x'.repeat(253)}…` }]);
  });

  it('cannot be looked up, and reaches people', () => {
    expect([sendMail.dedupe, sendMail.lookup, sendMail.messages]).toEqual(['ledger', undefined, true]);
  });

  it.each([
    ['agreed', [{ channel: 'email', state: 'subscribed' }], 1],
    ['took it back', [{ channel: 'email', state: 'unsubscribed' }], 0],
    [
      'took it back, and another source says otherwise',
      [
        { channel: 'email', state: 'unsubscribed' },
        { channel: 'email', state: 'subscribed' },
      ],
      0,
    ],
    ['has not confirmed it', 'pending', 0],
    ['spoke of SMS only', [{ channel: 'sms', state: 'subscribed' }], 0],
  ])('where consent is mapped, goes only to who agreed: %s', async (_, consent, count) => {
    const sent = await mail({ to: 'ada@example.com', consent });
    expect(twin.mails).toHaveLength(count);
    if (count === 0) expect(sent).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
  });

  it.each([
    ['a contact form', formSubmitted, 'New message from Ada Lovelace', /3 engines/],
    ['Contact Form 7', contactForm7, 'New message from Ada Lovelace', /Hello/],
    ['an order', shopify('orders-create-guest'), /^Order #\d+ created$/, /\d+\.\d\d [A-Z]{3}/],
    ['an order without protected data', shopify('orders-create-no-protected-data'), /^Order #\d+ created$/, /\d+\.\d\d [A-Z]{3}/],
  ])('tells the owner of %s unedited, and no customer', async (_, event, subject, text) => {
    for (const sample of [event, undefined]) {
      start();
      const { payload, problems } = compileMapping(sendMail.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await sendMail.perform(contextOf(), sendMail.payload.parse(payload));
      expect(recipients()).toEqual([[ACCOUNT]]);
      expect(twin.mails[0]?.subject).toMatch(subject);
      expect(twin.mails[0]?.body.content).toMatch(text);
      expect(JSON.stringify(twin.mails)).not.toMatch(/undefined|null|\[object/);
    }
  });

  it.each(['ada at example', 'jörg@müller.de'])('tells the owner also of somebody who cannot be answered: %s', async (address) => {
    const event = { ...formSubmitted, subject: { ...formSubmitted.subject, email: address } };
    const { payload, problems } = compileMapping(sendMail.defaultMapping(event.type, formSubmitted)).apply(event);
    expect(problems).toEqual([]);
    const { differences } = await mail(payload);
    expect(differences).toMatchObject([{ path: '/replyTo', message: expect.stringContaining(address) }]);
    expect(twin.mails).toMatchObject([{ body: { content: expect.stringContaining(address) } }]);
    expect(twin.mails[0]).not.toHaveProperty('replyTo');
  });
});

describe('erasing a person', () => {
  it('deletes the contact and events, harmlessly when they are gone', async () => {
    const { id: contact = '' } = await save(ada);
    const { id: event = '' } = await createEvent.perform(contextOf(), { title: 'Fitting', start: '2026-12-01' });
    const person = {
      email: 'ada@example.com',
      records: [
        { operation: 'upsertContact', id: contact },
        { operation: 'createEvent', id: event },
      ],
    };
    await microsoft365.erasePerson?.(contextOf(), person);
    await microsoft365.erasePerson?.(contextOf(), person);
    expect([twin.contacts(), twin.events()]).toEqual([[], []]);
  });

  it('finds the contact by its address, and leaves an event with guests to a person', async () => {
    start({ contacts: [{ emailAddresses: [{ address: 'Ada@example.com' }] }] });
    const { id = '' } = await inviteToEvent.perform(contextOf(), { title: 'Fitting', start: '2026-12-01', attendees: 'ada@example.com' });
    const person = { email: 'ada@example.com', records: [{ operation: 'inviteToEvent', id }] };
    const work = microsoft365.erasePerson?.(contextOf(), person) ?? Promise.resolve();
    expect((await refusalOf(work)).classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('by hand') });
    expect(twin.contacts()).toEqual([]);
    expect(twin.events()).toHaveLength(1);
    await microsoft365.erasePerson?.(contextOf(), { records: [{ operation: 'inviteToEvent', id: 'AAMkGone' }] });
  });
});
