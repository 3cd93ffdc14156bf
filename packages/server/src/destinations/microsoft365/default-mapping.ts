import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import {
  billing,
  company,
  isOrder,
  lines,
  literal,
  message,
  namePart,
  orderTitle,
  path,
  start,
  titleOf,
  who,
  words,
} from '../kit/mapping-rules.ts';
import { replyToRule } from '../kit/reply-to.ts';

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
  return { fields: { '/subject': title, '/text': text, '/replyTo': replyToRule } };
}

export function contactMapping(type: string): Mapping {
  const fields: Record<string, Rule> = {
    '/email': email,
    '/givenName': namePart('first'),
    '/surname': namePart('last'),
    '/companyName': company(undefined),
    '/mobilePhone': path('/subject/phone'),
  };
  if (!isOrder(type)) return { fields };
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
  if (!isOrder(type)) {
    return { title: words(literal(`${titleOf(type)}:`), who), text: lines(contact, path('/occurredAt')) };
  }
  return {
    title: orderTitle(type),
    text: lines(words(path('/data/total'), path('/data/currency')), who, contact, path('/data/adminUrl')),
  };
}
