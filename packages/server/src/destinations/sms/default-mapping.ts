import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { isOrder, lines, literal, message, path, titleOf, who, words } from '../kit/mapping-rules.ts';

const contact = words(path('/subject/phone'), path('/subject/email'));

/** News for the shop's own number: an SMS to a customer is a decision a person makes, with their consent mapped. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { '/text': textFor(type, sample) } };
}

function textFor(type: string, sample: Envelope | undefined): Rule {
  if (type.startsWith('form.')) return lines(words(literal('New message from'), who), contact, message(sample));
  if (!isOrder(type)) return lines(words(literal(`${titleOf(type)}:`), who), contact);
  const happened = type.slice('order.'.length).replaceAll('_', ' ');
  const heading = words(literal('Order'), path('/data/number'), literal(`${happened}:`), path('/data/total'), path('/data/currency'));
  return lines(heading, who, contact);
}
