import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });
const firstOf = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const answer = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

const who = firstOf(
  path('/subject/name'),
  words(path('/subject/firstName'), path('/subject/lastName')),
  path('/subject/email'),
  path('/subject/phone'),
  literal('someone'),
);
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
