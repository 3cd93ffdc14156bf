import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { isOrder, lines, literal, message, orderTitle, path, start, titleOf, who, words } from '../kit/mapping-rules.ts';

const contact = words(path('/subject/phone'), path('/subject/email'));

export function eventMapping(type: string, sample?: Envelope): Mapping {
  const { title, description } = textFor(type, sample);
  return { fields: { '/title': title, '/start': start(sample), '/description': description } };
}

/** Invites the person the event is about. */
export function invitationMapping(type: string, sample?: Envelope): Mapping {
  const email: Rule = { do: 'email', from: path('/subject/email') };
  return { fields: { ...eventMapping(type, sample).fields, '/attendees': email, '/sendUpdates': literal('all') } };
}

function textFor(type: string, sample: Envelope | undefined): { title: Rule; description: Rule } {
  if (type.startsWith('form.')) {
    return { title: words(literal('New message from'), who), description: lines(contact, message(sample), path('/context/page')) };
  }
  if (!isOrder(type)) return { title: words(literal(`${titleOf(type)}:`), who), description: contact };
  const total = words(path('/data/total'), path('/data/currency'));
  return { title: orderTitle(type), description: lines(total, who, contact, path('/data/adminUrl')) };
}
