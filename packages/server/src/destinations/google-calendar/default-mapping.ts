import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { lines, literal, message, path, start, who, words } from '../kit/mapping-rules.ts';

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
  const [family = type, happened = ''] = type.split('.');
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  if (family !== 'order') return { title: words(literal(`${what.charAt(0).toUpperCase()}${what.slice(1)}:`), who), description: contact };
  const total = words(path('/data/total'), path('/data/currency'));
  return {
    title: words(literal('Order'), path('/data/number'), literal(happened.replaceAll('_', ' '))),
    description: lines(total, who, contact, path('/data/adminUrl')),
  };
}
