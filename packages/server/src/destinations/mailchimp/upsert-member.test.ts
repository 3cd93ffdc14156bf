import type { Envelope } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { formSubmitted, orderCreated } from '../testing/samples.ts';
import type { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { mailchimpContract } from './twin/contract.ts';
import type { TwinField } from './twin/state.ts';
import { createMailchimpTwin, type MailchimpTwin, type MailchimpTwinOptions } from './twin.ts';
import { upsertMember } from './upsert-member.ts';

const checkContract = mailchimpContract();
let twin: MailchimpTwin;
let ctx: CallContext<Settings>;

function start(options: MailchimpTwinOptions = {}, settings: Partial<Settings> = {}): void {
  twin = createMailchimpTwin({ checkContract, ...options });
  ctx = contextFor(twin, settings);
}

const upsert = (payload: unknown) => upsertMember.perform(ctx, upsertMember.payload.parse(payload));
const status = (email: string) => twin.members().find((member) => member.email === email)?.status;
const good = { email: 'ada@example.com', consent: 'subscribed', mergeFields: { FNAME: 'Ada' }, tags: ['website'] };

/** What Mailchimp answers to a value that it does not take. */
const INVALID = {
  status: 400,
  body: {
    title: 'Invalid Resource',
    status: 400,
    detail: 'Your merge fields were invalid.',
    errors: [{ field: 'SINCE', message: 'Please enter a date' }],
  },
};

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('who becomes subscribed', () => {
  it.each([
    ['agreed', [{ channel: 'email', state: 'subscribed' }], 'subscribed'],
    ['agreed, by a mapped word', 'subscribed', 'subscribed'],
    ['was not asked', undefined, 'pending'],
    ['has not confirmed', [{ channel: 'email', state: 'pending' }], 'pending'],
    ['agreed to SMS only', [{ channel: 'sms', state: 'subscribed' }], 'pending'],
    ['said nothing', [{ channel: 'email', state: 'not_subscribed' }], 'transactional'],
    [
      'agreed and opted out',
      [
        { channel: 'email', state: 'unsubscribed' },
        { channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' },
      ],
      'unsubscribed',
    ],
  ])('a new person who %s', async (_, consent, expected) => {
    await upsert({ email: 'new@example.com', consent });
    expect(status('new@example.com')).toBe(expected);
  });

  it('is nobody in a quiet import, which asks nobody and starts no journey; who opts out does', async () => {
    const { differences } = await upsert({ email: 'new@example.com', consent: 'subscribed', tags: 'website', quiet: true });
    expect(status('new@example.com')).toBe('transactional');
    expect(differences?.map(({ path }) => path)).toEqual(['/consent', '/tags']);
    await upsert({ email: 'other@example.com', quiet: true });
    expect(status('other@example.com')).toBe('transactional');
    expect(twin.requests.filter(({ path }) => path.endsWith('/tags'))).toEqual([]);
    await upsert({ email: 'new@example.com', consent: 'unsubscribed', quiet: true });
    expect(status('new@example.com')).toBe('unsubscribed');
  });

  it('asks everybody first with double opt-in, and tells the owner', async () => {
    start({}, { doubleOptIn: true });
    const { differences } = await upsert({ email: 'new@example.com', consent: 'subscribed' });
    expect(status('new@example.com')).toBe('pending');
    expect(differences).toEqual([{ path: '/consent', message: expect.stringContaining('confirm') }]);
  });

  it.each([
    ['unsubscribed', 'subscribed', 'unsubscribed'],
    ['cleaned', 'subscribed', 'cleaned'],
    ['pending', 'subscribed', 'pending'],
    ['archived', 'subscribed', 'pending'],
    ['transactional', 'subscribed', 'subscribed'],
    ['transactional', 'unknown', 'transactional'],
    ['subscribed', 'not_subscribed', 'subscribed'],
    ['subscribed', 'unknown', 'subscribed'],
    ['subscribed', 'unsubscribed', 'unsubscribed'],
    ['archived', 'unsubscribed', 'unsubscribed'],
  ] as const)('a member who is %s and now says %s ends as %s', async (before, consent, after) => {
    twin.seed({ email: 'known@example.com', status: before });
    const { differences = [] } = await upsert({ email: 'known@example.com', consent });
    expect(status('known@example.com')).toBe(after);
    const isHeldBack = consent === 'subscribed' && after !== 'subscribed';
    expect(differences.map(({ path }) => path)).toEqual(isHeldBack ? ['/consent'] : []);
  });

  it('asks once where Mailchimp refuses to subscribe', async () => {
    twin.restrict('bounced@example.com');
    await upsert({ email: 'bounced@example.com', consent: 'subscribed' });
    expect(status('bounced@example.com')).toBe('pending');
    expect(twin.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('sends a permanently deleted person to the sign-up form, without insisting', async () => {
    twin.forget('gone@example.com');
    const { classification } = await refusalOf(upsert({ email: 'gone@example.com', consent: 'subscribed' }));
    expect(classification).toMatchObject({
      kind: 'permanent',
      message: expect.stringContaining('sign-up form'),
      problems: [{ path: '/email' }],
    });
    expect(twin.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(twin.members()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('updates the person under any spelling of the address and only adds tags', async () => {
    twin.seed({ email: 'ada@example.com', status: 'subscribed', mergeFields: { FNAME: 'A', LNAME: 'Byron' }, tags: ['vip'] });
    const changed = await upsert({ email: 'ADA@example.com', mergeFields: { FNAME: 'Ada' }, tags: 'lead, vip,' });
    expect(twin.members()).toEqual([
      { email: 'ADA@example.com', status: 'subscribed', mergeFields: { FNAME: 'Ada', LNAME: 'Byron' }, tags: ['lead', 'vip'] },
    ]);
    expect(changed).toMatchObject({
      effect: 'updated',
      output: { id: changed.id, status: 'subscribed' },
      url: expect.stringContaining('us21.admin.mailchimp.com'),
    });
  });

  it('says whether it created, changed or left the person', async () => {
    expect((await upsert(good)).effect).toBe('created');
    expect((await upsert(good)).effect).toBe('unchanged');
    expect((await upsert({ ...good, tags: ['new'] })).effect).toBe('updated');
  });

  it('clears with null and keeps 0', async () => {
    start({
      fields: [
        { tag: 'FNAME', name: 'First', type: 'text', required: false },
        { tag: 'VISITS', name: 'Visits', type: 'number', required: false },
      ],
    });
    await upsert({ email: 'a@example.com', mergeFields: { FNAME: 'Ada', VISITS: 0 } });
    await upsert({ email: 'a@example.com', mergeFields: { FNAME: null } });
    expect(twin.members()[0]?.mergeFields).toEqual({ FNAME: '', VISITS: 0 });
  });

  it('leaves an incomplete address out and says so', async () => {
    const { differences } = await upsert({
      email: 'a@example.com',
      consent: 'subscribed',
      mergeFields: { FNAME: 'Ada', ADDRESS: { addr1: '1 Main St', city: 'Berlin', zip: '10115' } },
    });
    expect(twin.members()[0]?.mergeFields).toEqual({ FNAME: 'Ada' });
    expect(differences).toEqual([{ path: '/mergeFields/ADDRESS', message: expect.stringContaining('no state or region') }]);
  });

  it('reports what Mailchimp kept otherwise than sent', async () => {
    const answer = { id: 'x', email_address: 'a@example.com', status: 'subscribed', merge_fields: { FNAME: 'Adà' } };
    twin.inject({ match: /^PUT /, when: 'after', answer: { status: 200, body: answer } });
    const { differences } = await upsert({
      email: 'a@example.com',
      consent: 'subscribed',
      mergeFields: { FNAME: 'Ada', LNAME: 'Lovelace' },
    });
    expect(differences).toEqual([
      { path: '/mergeFields/FNAME', message: 'Mailchimp kept "Adà" instead of "Ada".' },
      { path: '/mergeFields/LNAME', message: 'Mailchimp did not keep this value: "Lovelace".' },
    ]);
  });
});

describe("the audience's own fields", () => {
  const fields: TwinField[] = [
    { tag: 'SIZE', name: 'Size', type: 'dropdown', required: true, options: { choices: ['Small', 'Large'] } },
    { tag: 'VISITS', name: 'Visits', type: 'number', required: false },
    { tag: 'SINCE', name: 'Since', type: 'date', required: false },
    { tag: 'BDAY', name: 'Birthday', type: 'birthday', required: false, options: { date_format: 'DD/MM' } },
    { tag: 'SITE', name: 'Site', type: 'url', required: false },
    { tag: 'CITY', name: 'City', type: 'text', required: false },
  ];

  it('names every problem at once and sends nothing', async () => {
    start({ fields });
    const mergeFields = { VISITS: 'many', SINCE: '21.11.', SITE: 'javascript:alert(1)', NOPE: 'x', CITY: { city: 'Berlin' } };
    const { classification } = await refusalOf(upsert({ email: 'a@example.com', mergeFields }));
    expect(classification.kind).toBe('permanent');
    const paths = 'problems' in classification ? classification.problems.map(({ path }) => path) : [];
    expect(paths.toSorted()).toEqual([
      '/mergeFields/CITY',
      '/mergeFields/NOPE',
      '/mergeFields/SINCE',
      '/mergeFields/SITE',
      '/mergeFields/SIZE',
      '/mergeFields/VISITS',
    ]);
    expect(twin.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it.each([
    ['we', { NOPE: 'x' }],
    ['Mailchimp', { SINCE: '2026-11-21' }],
  ])('takes who opts out off the list also where a field is refused (by %s), known or not', async (who, mergeFields) => {
    start({ fields });
    twin.seed({ email: 'ada@example.com', status: 'subscribed', mergeFields: { SIZE: 'Small', CITY: 'Berlin' } });
    for (const email of ['ada@example.com', 'new@example.com']) {
      if (who === 'Mailchimp') twin.inject({ match: /^PUT/, when: 'before', answer: INVALID });
      const { classification, message } = await refusalOf(
        upsert({ email, consent: 'unsubscribed', mergeFields: { SIZE: 'Small', ...mergeFields } }),
      );
      expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: `/mergeFields/${Object.keys(mergeFields)[0]}` }] });
      expect(message).toContain('opt-out was passed on');
    }
    expect(twin.members()).toEqual([
      { email: 'ada@example.com', status: 'unsubscribed', mergeFields: { SIZE: 'Small', CITY: 'Berlin' }, tags: [] },
      { email: 'new@example.com', status: 'unsubscribed', mergeFields: {}, tags: [] },
    ]);
  });

  it('says nothing of an opt-out that nobody gave, or that cannot be passed on', async () => {
    start({ fields });
    twin.forget('gone@example.com');
    for (const [email, consent] of [
      ['ada@example.com', 'subscribed'],
      ['gone@example.com', 'unsubscribed'],
      ['fake@example.invalid', 'unsubscribed'],
    ]) {
      const { message } = await refusalOf(upsert({ email, consent, mergeFields: { NOPE: 'x' } }));
      expect(message).toContain('do not fit');
      expect(message).not.toContain('opt-out');
    }
    expect(twin.members()).toEqual([]);
  });

  it('tries again where the opt-out beside a refused field did not arrive', async () => {
    start({ fields });
    twin.inject({ match: /^PUT/, when: 'before', answer: { status: 502, body: '<html>' } });
    const { classification } = await refusalOf(upsert({ email: 'ada@example.com', consent: 'unsubscribed', mergeFields: { NOPE: 'x' } }));
    expect(classification.kind).toBe('retry');
  });

  it('asks for required fields of new people only', async () => {
    start({ fields });
    twin.seed({ email: 'known@example.com', status: 'subscribed', mergeFields: { SIZE: 'Small' } });
    await upsert({ email: 'known@example.com', mergeFields: { CITY: 'Berlin' } });
    expect(twin.members()[0]?.mergeFields).toEqual({ SIZE: 'Small', CITY: 'Berlin' });
  });

  it('writes values the way the field takes them', async () => {
    start({ fields });
    await upsert({
      email: 'a@example.com',
      mergeFields: { SIZE: 'LARGE', VISITS: '12', SINCE: '2026-11-21T10:00:00Z', BDAY: '1815-12-10', SITE: 'https://a.example' },
    });
    expect(twin.members()[0]?.mergeFields).toEqual({
      SIZE: 'Large',
      VISITS: 12,
      SINCE: '2026-11-21',
      BDAY: '10/12',
      SITE: 'https://a.example',
    });
  });

  it('offers them for mapping, with choices and required marks', async () => {
    start({ fields: [...fields, { tag: 'ADDRESS', name: 'Address', type: 'address', required: true }] });
    const specs = await upsertMember.listFields?.(ctx);
    expect(specs).toContainEqual({
      path: '/mergeFields/SIZE',
      label: 'Size',
      type: 'enum',
      required: true,
      options: [
        { value: 'Small', label: 'Small' },
        { value: 'Large', label: 'Large' },
      ],
    });
    expect(specs).toContainEqual({ path: '/mergeFields/ADDRESS/zip', label: 'Address: postcode', type: 'string', required: true });
    expect(specs?.find(({ path }) => path === '/email')).toMatchObject({ type: 'email', required: true });
  });
});

describe('the first mapping', () => {
  const deliver = (sample: Envelope) => upsert(compileMapping(upsertMember.defaultMapping(sample.type, sample)).apply(sample).payload);

  it('subscribes who agreed in the form', async () => {
    await deliver(formSubmitted);
    expect(twin.members()).toEqual([
      { email: 'ada@example.com', status: 'subscribed', mergeFields: { FNAME: 'Ada', LNAME: 'Lovelace' }, tags: ['website'] },
    ]);
  });

  it('finds the address in the form where the event names nobody', async () => {
    const { subject: _, ...anonymous } = formSubmitted;
    await deliver(anonymous);
    expect(status('ada@example.com')).toBe('subscribed');
  });

  it('mails no customer who did not agree, also where the shop says nothing of consent', async () => {
    await deliver(orderCreated);
    const { consent: _, ...silent } = orderCreated;
    await deliver({ ...silent, subject: { email: 'silent@example.com' } });
    expect(twin.members().map((member) => [member.status, member.tags])).toEqual([
      ['transactional', ['customer']],
      ['transactional', ['customer']],
    ]);
  });
});
