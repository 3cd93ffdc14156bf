import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });
const firstOf = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const answer = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

const email: Rule = { do: 'email', from: path('/subject/email') };
const who = firstOf(
  path('/subject/name'),
  words(path('/subject/firstName'), path('/subject/lastName')),
  path('/subject/email'),
  path('/subject/phone'),
  literal('someone'),
);
const contact = words(path('/subject/phone'), path('/subject/email'));

export function eventMapping(type: string, sample?: Envelope): Mapping {
  const { title, text } = textFor(type, sample);
  return { fields: { '/title': title, '/start': start(sample), '/description': text } };
}

/** Invites the person the event is about. */
export function invitationMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { ...eventMapping(type, sample).fields, '/attendees': email } };
}

/** News for the shop's own address: a mail to a customer is a decision a person makes, with their consent mapped. */
export function mailMapping(type: string, sample?: Envelope): Mapping {
  const { title, text } = textFor(type, sample);
  return { fields: { '/subject': title, '/text': text, '/replyTo': email } };
}

export function contactMapping(type: string): Mapping {
  const part = (of: 'first' | 'last'): Rule =>
    firstOf(path(of === 'first' ? '/subject/firstName' : '/subject/lastName'), { do: 'splitName', from: path('/subject/name'), part: of });
  const fields: Record<string, Rule> = {
    '/email': email,
    '/givenName': part('first'),
    '/surname': part('last'),
    '/companyName': firstOf(path('/subject/company'), path('/data/billingAddress/company')),
    '/mobilePhone': path('/subject/phone'),
  };
  if (!type.startsWith('order.')) return { fields };
  const billing = (name: string) => firstOf(path(`/data/billingAddress/${name}`), path(`/data/shippingAddress/${name}`));
  return {
    fields: {
      ...fields,
      '/businessAddress/street': billing('line1'),
      '/businessAddress/city': billing('city'),
      '/businessAddress/state': billing('region'),
      '/businessAddress/postalCode': billing('postalCode'),
      '/businessAddress/countryOrRegion': billing('country'),
    },
  };
}

function textFor(type: string, sample: Envelope | undefined): { title: Rule; text: Rule } {
  if (type.startsWith('form.')) {
    return {
      title: words(literal('New message from'), who),
      text: lines(contact, message(sample), path('/context/page'), path('/occurredAt')),
    };
  }
  const [family = type, happened = ''] = type.split('.');
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  if (family !== 'order') {
    return { title: words(literal(`${what.charAt(0).toUpperCase()}${what.slice(1)}:`), who), text: lines(contact, path('/occurredAt')) };
  }
  return {
    title: words(literal('Order'), path('/data/number'), literal(happened.replaceAll('_', ' '))),
    text: lines(words(path('/data/total'), path('/data/currency')), who, contact, path('/data/adminUrl')),
  };
}

/** The day or time a form asks for, where its sample has a field for one; else when it happened. */
function start(sample: Envelope | undefined): Rule {
  const types = sample?.data['types'];
  const typed = typeof types === 'object' && types !== null ? Object.entries(types) : [];
  const key = typed.find(([, type]) => type === 'date' || type === 'datetime-local')?.[0];
  return key === undefined ? path('/occurredAt') : firstOf(answer(key), path('/occurredAt'));
}

/** The answer that reads like a message: by its key in the sample, else by the names form plugins give it. */
function message(sample: Envelope | undefined): Rule {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i.test(candidate));
  return key === undefined ? firstOf(answer('your-message'), answer('message')) : answer(key);
}
