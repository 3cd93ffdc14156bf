import type { Envelope } from '@handoff/shared/event';
import { formatPointer, type Mapping, type Rule } from '@handoff/shared/mapping';
import { answerPointer, ifPresent, labelOf, literal, membersOf, message, orderTitle, path, titleOf, who, words } from './mapping-rules.ts';

const contact: Record<string, Rule> = { '/lines/E-mail': path('/subject/email'), '/lines/Phone': path('/subject/phone') };

/** A first mapping for a message into a chat that has `title`, `text` and `lines`: who, what, and how to reach them. */
export function chatMapping(type: string, sample?: Envelope): Mapping {
  const [family] = type.split('.');
  if (family === 'form') return { fields: formFields(sample) };
  if (family !== 'order') return { fields: { '/title': literal(titleOf(type)), '/text': who, ...contact } };
  const item = words(path('/data/lines/0/quantity'), literal('×'), path('/data/lines/0/title'));
  return {
    fields: {
      '/title': orderTitle(type),
      '/text': words(path('/data/total'), path('/data/currency'), literal('from'), who),
      ...contact,
      '/lines/First item': ifPresent('/data/lines/0/title', item),
      '/lines/Note': path('/data/note'),
      '/lines/Open': path('/data/adminUrl'),
    },
  };
}

/** One line for each answer, by the label the visitor saw; without a sample, the person's details and message. */
function formFields(sample: Envelope | undefined): Record<string, Rule> {
  const keys = Object.keys(membersOf(sample, 'fields'));
  const lines: Record<string, Rule> = keys.length === 0 ? { ...contact, '/lines/Message': message(undefined) } : {};
  for (const key of keys) {
    const labelled = formatPointer(['lines', labelOf(sample, key) ?? key]);
    // Two answers may carry the same label; the second then goes by its key.
    lines[labelled in lines ? formatPointer(['lines', key]) : labelled] = path(answerPointer(key));
  }
  return {
    '/title': { do: 'coalesce', of: [path('/data/form/title'), literal('New message from your website')] },
    '/text': words(literal('Message from'), who),
    ...lines,
    '/lines/Page': path('/context/page'),
  };
}
