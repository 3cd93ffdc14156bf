import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { coalesce, lines, literal, message, path, start, who, words } from '../kit/mapping-rules.ts';

const email: Rule = { do: 'email', from: path('/subject/email') };
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
    coalesce(path(of === 'first' ? '/subject/firstName' : '/subject/lastName'), { do: 'splitName', from: path('/subject/name'), part: of });
  const fields: Record<string, Rule> = {
    '/email': email,
    '/givenName': part('first'),
    '/surname': part('last'),
    '/companyName': coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    '/mobilePhone': path('/subject/phone'),
  };
  if (!type.startsWith('order.')) return { fields };
  const billing = (name: string) => coalesce(path(`/data/billingAddress/${name}`), path(`/data/shippingAddress/${name}`));
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
