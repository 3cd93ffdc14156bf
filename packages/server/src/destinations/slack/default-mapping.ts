import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const firstOf = (...of: Rule[]): Rule => ({ do: 'coalesce', of });

/** The rule where the event has a value at the path; else the other rule, or nothing. */
const ifPresent = (pointer: string, then: Rule, otherwise?: Rule): Rule => ({
  do: 'when',
  if: { is: 'present', path: pointer },
  then,
  otherwise,
});

const fullName = words(path('/subject/firstName'), path('/subject/lastName'));
const who = firstOf(path('/subject/name'), fullName, path('/subject/email'), path('/subject/phone'), literal('someone'));
const contact: Record<string, Rule> = { '/lines/E-mail': path('/subject/email'), '/lines/Phone': path('/subject/phone') };

/** A summary a person understands at a glance: who, what, and how to reach them. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  if (type.startsWith('form.')) return { fields: formSummary(sample) };
  if (type.startsWith('order.')) return { fields: orderSummary(type) };
  const [family = type, happened = ''] = type.split('.');
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  return {
    fields: { '/title': literal(what.charAt(0).toUpperCase() + what.slice(1)), '/text': words(literal(`${what}:`), who), ...contact },
  };
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
  const fields = sample?.data['fields'];
  if (!isTable(fields)) return { '/lines/Name': who, ...contact, '/lines/Message': path('/data/fields/message') };
  const labels = isTable(sample?.data['labels']) ? sample.data['labels'] : {};
  const lines: Record<string, Rule> = {};
  for (const key of Object.keys(fields)) {
    const label = labels[key];
    const labelled = typeof label === 'string' && label.trim() !== '' ? `/lines/${escape(label.trim())}` : undefined;
    // Two answers may carry the same label; the second then goes by its key.
    const target = labelled === undefined || labelled in lines ? `/lines/${escape(key)}` : labelled;
    lines[target] = path(`/data/fields/${escape(key)}`);
  }
  return lines;
}

function orderSummary(type: string): Record<string, Rule> {
  const happened = type.slice('order.'.length).replaceAll('_', ' ');
  const amount = words(path('/data/total'), path('/data/currency'));
  return {
    '/title': words(literal('Order'), path('/data/number'), literal(happened)),
    '/text': words(who, literal(`– order ${happened}:`), amount),
    '/lines/Total': amount,
    '/lines/Customer': who,
    ...contact,
    '/lines/First item': ifPresent('/data/lines/0/title', words(path('/data/lines/0/quantity'), literal('×'), path('/data/lines/0/title'))),
    '/lines/Note': path('/data/note'),
    '/lines/Open': path('/data/adminUrl'),
  };
}

function escape(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
