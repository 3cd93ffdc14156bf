import { EVENT_TYPES, isScreenedEventType, OPEN_EVENT_FAMILIES } from '../../src/event/index.ts';

/**
 * `accepted`: the server answers 202; otherwise 422. `problems`: the JSON pointers it names, in order. An accepted event
 * with problems is stored whole, and only the named parts are not used.
 */
export interface EnvelopeCase {
  name: string;
  envelope: unknown;
  accepted: boolean;
  problems: string[];
}

const minimal = {
  id: '01J9Z3K4M5N6P7Q8R9S0T1V2W3',
  idempotencyKey: 'form.submitted:wpforms-12-4711:1',
  type: 'form.submitted',
  occurredAt: '2026-03-04T10:20:30Z',
  data: { fields: { email: 'ada@example.com' } },
};

const without = (member: keyof typeof minimal) => Object.fromEntries(Object.entries(minimal).filter(([name]) => name !== member));
const accepted = (name: string, envelope: unknown, problems: string[] = []): EnvelopeCase => ({ name, envelope, accepted: true, problems });
const refused = (name: string, envelope: unknown, problems: string[]): EnvelopeCase => ({ name, envelope, accepted: false, problems });

export const ENVELOPE_CASES: EnvelopeCase[] = [
  accepted('the least an event must say', minimal),
  accepted('a form with everything', {
    ...minimal,
    occurredAt: '2026-03-04T11:20:30.123+01:00',
    subject: { email: 'ada@example.com', phone: '0151 23456789', name: 'Ada Lovelace', country: 'DE', externalIds: { wordpress: '17' } },
    data: {
      form: { id: '12', title: 'Contact – Köln', plugin: 'wpforms' },
      fields: { email: 'ada@example.com', message: 'Grüße 👋\nzweite Zeile', guests: 0, newsletter: false, phone: '' },
      labels: { email: 'E-mail', message: 'Your message' },
      types: { email: 'email', guests: 'number', newsletter: 'checkbox' },
    },
    context: {
      ip: '2001:db8::1',
      page: 'https://example.com/contact',
      utm: { source: 'news' },
      locale: 'de-DE',
      secondsToSubmit: 0,
      honeypot: '',
    },
    consent: [{ channel: 'email', state: 'subscribed', at: '2026-03-04T10:20:30Z', wording: 'Yes, send me news.' }],
    signals: [{ tool: 'akismet', verdict: 'ham' }],
  }),
  accepted('unknown members are kept, at every level', {
    ...minimal,
    campaign: 'spring',
    subject: { email: 'a@example.com', twitter: '@a' },
  }),
  accepted('an event from the site’s history, kept for the record and not pushed', { ...minimal, context: { silent: true } }),
  accepted('a type this version does not know is stored and parked', { ...minimal, type: 'invoice.sent' }),
  accepted('a type of an open family', { ...minimal, type: 'custom.webinar_joined' }),
  accepted('an e-mail address that is none is kept as it was typed', { ...minimal, subject: { email: 'not an address' } }),
  accepted('a malformed optional part is left out and named', { ...minimal, subject: { email: 42 } }, ['/subject/email']),
  accepted(
    'each malformed optional part is named',
    {
      ...minimal,
      context: { secondsToSubmit: -1 },
      consent: [
        { channel: 'email', state: 'subscribed' },
        { channel: 'fax', state: 'subscribed' },
      ],
      signals: [{ tool: 'akismet', verdict: 'maybe' }],
    },
    ['/context/secondsToSubmit', '/consent/1/channel', '/signals/0/verdict'],
  ),
  accepted('a slash in a name is escaped in the pointer', { ...minimal, context: { utm: { 'a/b': 1 } } }, ['/context/utm/a~1b']),
  refused('no object', 'hello', ['']),
  refused('null', null, ['']),
  refused('a list', [minimal], ['']),
  refused('nothing in it', {}, ['/id', '/idempotencyKey', '/type', '/occurredAt', '/data']),
  refused('no id', without('id'), ['/id']),
  refused('an empty id', { ...minimal, id: '' }, ['/id']),
  refused('a number as id', { ...minimal, id: 12 }, ['/id']),
  refused('an id of 129 characters', { ...minimal, id: 'x'.repeat(129) }, ['/id']),
  refused('no idempotency key', without('idempotencyKey'), ['/idempotencyKey']),
  refused('a type in capitals', { ...minimal, type: 'Form.Submitted' }, ['/type']),
  refused('a type of one word', { ...minimal, type: 'form' }, ['/type']),
  refused('a time without a zone', { ...minimal, occurredAt: '2026-03-04T10:20:30' }, ['/occurredAt']),
  refused('a time that does not exist', { ...minimal, occurredAt: '2026-02-30T10:20:30Z' }, ['/occurredAt']),
  refused('a time as a number', { ...minimal, occurredAt: 1772619630 }, ['/occurredAt']),
  refused('data as a list', { ...minimal, data: [] }, ['/data']),
  refused('two things wrong', { ...minimal, type: '', data: null }, ['/type', '/data']),
];

/** `data` of one event by its schema's file name. `problems` as above; the server takes the event all the same. */
export interface DataCase {
  name: string;
  schema: 'order-data' | 'refund-data' | 'customer-data';
  data: unknown;
  problems: string[];
}

const order = {
  orderId: '450789469',
  number: '#1001',
  status: 'paid',
  currency: 'EUR',
  total: '119.00',
  lines: [{ id: '1', title: 'Mug', quantity: 2, unitPrice: '59.50' }],
};

export const DATA_CASES: DataCase[] = [
  { name: 'an order', schema: 'order-data', data: order, problems: [] },
  { name: 'a free order without lines', schema: 'order-data', data: { ...order, total: '0', lines: [], channel: 'pos' }, problems: [] },
  { name: 'amounts are text, not numbers', schema: 'order-data', data: { ...order, total: 119 }, problems: ['/total'] },
  { name: 'amounts have a decimal point', schema: 'order-data', data: { ...order, total: '119,00' }, problems: ['/total'] },
  {
    name: 'a line without a price, and an unknown status',
    schema: 'order-data',
    data: { ...order, status: 'closed', lines: [{ id: '1', title: 'Mug', quantity: 2 }] },
    problems: ['/status', '/lines/0/unitPrice'],
  },
  {
    name: 'a refund of one line',
    schema: 'refund-data',
    data: {
      refundId: '9',
      orderId: '450789469',
      currency: 'EUR',
      amount: '59.50',
      lines: [{ lineItemId: '1', quantity: 1, amount: '59.50' }],
    },
    problems: [],
  },
  {
    name: 'a refund of nothing named',
    schema: 'refund-data',
    data: { refundId: '9' },
    problems: ['/orderId', '/currency', '/amount', '/lines'],
  },
  { name: 'a customer', schema: 'customer-data', data: { customerId: '7', ordersCount: 0, verifiedEmail: false, tags: [] }, problems: [] },
  { name: 'a customer number that is a number', schema: 'customer-data', data: { customerId: 7 }, problems: ['/customerId'] },
];

/** Every known type; `screened` ones are scored for spam. A type outside `known` and `openFamilies` is stored and parked. */
export const EVENT_TYPE_LIST = {
  known: EVENT_TYPES,
  openFamilies: OPEN_EVENT_FAMILIES,
  screened: EVENT_TYPES.filter(isScreenedEventType),
  parkedExamples: ['invoice.sent', 'order.exploded'],
};
