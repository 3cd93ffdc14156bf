import type { Envelope } from '@handoff/shared/event';
import { formatPointer, type Mapping, type Rule } from '@handoff/shared/mapping';
import {
  answerPointer,
  ifPresent,
  isOrder,
  labelOf,
  literal,
  membersOf,
  orderTitle,
  path,
  titleOf,
  whatHappened,
  who,
  words,
} from '../kit/mapping-rules.ts';

const contact: Record<string, Rule> = { '/lines/E-mail': path('/subject/email'), '/lines/Phone': path('/subject/phone') };

/** A summary a person understands at a glance: who, what, and how to reach them. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  if (type.startsWith('form.')) return { fields: formSummary(sample) };
  if (isOrder(type)) return { fields: orderSummary(type) };
  return { fields: { '/title': literal(titleOf(type)), '/text': words(literal(`${whatHappened(type)}:`), who), ...contact } };
}

function formSummary(sample: Envelope | undefined): Record<string, Rule> {
  return {
    '/title': ifPresent('/data/form/title', words(literal('New:'), path('/data/form/title')), literal('New message from your website')),
    '/text': words(literal('Message from'), who),
    ...answerLines(sample),
    '/lines/Page': path('/context/page'),
  };
}

/** One line for each answer, by its label where the sample knows one. Without a sample, the person's details. */
function answerLines(sample: Envelope | undefined): Record<string, Rule> {
  const keys = Object.keys(membersOf(sample, 'fields'));
  if (keys.length === 0) return { '/lines/Name': who, ...contact, '/lines/Message': path('/data/fields/message') };
  const lines: Record<string, Rule> = {};
  for (const key of keys) {
    const label = labelOf(sample, key);
    const labelled = label === undefined ? undefined : formatPointer(['lines', label]);
    // Two answers may carry the same label; the second then goes by its key.
    const target = labelled === undefined || labelled in lines ? formatPointer(['lines', key]) : labelled;
    lines[target] = path(answerPointer(key));
  }
  return lines;
}

function orderSummary(type: string): Record<string, Rule> {
  const happened = type.slice('order.'.length).replaceAll('_', ' ');
  const amount = words(path('/data/total'), path('/data/currency'));
  return {
    '/title': orderTitle(type),
    '/text': words(who, literal(`– order ${happened}:`), amount),
    '/lines/Total': amount,
    '/lines/Customer': who,
    ...contact,
    '/lines/First item': ifPresent('/data/lines/0/title', words(path('/data/lines/0/quantity'), literal('×'), path('/data/lines/0/title'))),
    '/lines/Note': path('/data/note'),
    '/lines/Open': path('/data/adminUrl'),
  };
}
