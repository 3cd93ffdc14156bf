import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

const who: Rule = {
  do: 'coalesce',
  of: [
    path('/subject/name'),
    words(path('/subject/firstName'), path('/subject/lastName')),
    path('/subject/email'),
    path('/subject/phone'),
    literal('someone'),
  ],
};
/** Under the names form plugins give it. */
const message: Rule = { do: 'coalesce', of: [path('/data/fields/your-message'), path('/data/fields/message')] };
const contact: Record<string, Rule> = { '/lines/E-mail': path('/subject/email'), '/lines/Phone': path('/subject/phone') };

/** A first mapping for a message into a chat that has `title`, `text` and `lines`: who, what, and how to reach them. */
export function chatMapping(type: string, sample?: Envelope): Mapping {
  const [family = type, happened = ''] = type.split('.');
  if (family === 'form') return { fields: formFields(sample) };
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  const title = literal(`${what.charAt(0).toUpperCase()}${what.slice(1)}`);
  if (family !== 'order') return { fields: { '/title': title, '/text': who, ...contact } };
  const item = words(path('/data/lines/0/quantity'), literal('×'), path('/data/lines/0/title'));
  return {
    fields: {
      '/title': words(literal('Order'), path('/data/number'), literal(happened.replaceAll('_', ' '))),
      '/text': words(path('/data/total'), path('/data/currency'), literal('from'), who),
      ...contact,
      '/lines/First item': { do: 'when', if: { is: 'present', path: '/data/lines/0/title' }, then: item },
      '/lines/Note': path('/data/note'),
      '/lines/Open': path('/data/adminUrl'),
    },
  };
}

/** One line for each answer, by the label the visitor saw; without a sample, the person's details and message. */
function formFields(sample: Envelope | undefined): Record<string, Rule> {
  const answers = tableAt(sample, 'fields');
  const labels = tableAt(sample, 'labels') ?? {};
  const lines: Record<string, Rule> = answers === undefined ? { ...contact, '/lines/Message': message } : {};
  for (const key of Object.keys(answers ?? {})) {
    const label = labels[key];
    const labelled = `/lines/${escaped(typeof label === 'string' && label.trim() !== '' ? label.trim() : key)}`;
    // Two answers may carry the same label; the second then goes by its key.
    lines[labelled in lines ? `/lines/${escaped(key)}` : labelled] = path(`/data/fields/${escaped(key)}`);
  }
  return {
    '/title': { do: 'coalesce', of: [path('/data/form/title'), literal('New message from your website')] },
    '/text': words(literal('Message from'), who),
    ...lines,
    '/lines/Page': path('/context/page'),
  };
}

function tableAt(sample: Envelope | undefined, name: string): Record<string, unknown> | undefined {
  const value = sample?.data[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
