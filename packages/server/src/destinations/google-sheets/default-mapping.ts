import type { Envelope } from '@handoff/shared/event';
import type { Condition, Mapping, Rule } from '@handoff/shared/mapping';
import { answerPointer, fullName, isOrder, membersOf, MESSAGE, path } from '../kit/mapping-rules.ts';
import { cellPath } from './columns.ts';

const present = (pointer: string): Condition => ({ is: 'present', path: pointer });

/**
 * Empty where the event says nothing, instead of left out: the header of an empty sheet is made from its first row, and
 * shall have all columns.
 */
function orEmpty(then: Rule, ...needs: string[]): Rule {
  const [first = '', ...others] = needs;
  return {
    do: 'when',
    if: others.length === 0 ? present(first) : { is: 'any', of: needs.map(present) },
    then,
    otherwise: { do: 'literal', value: null },
  };
}

/** The first of these that the event has. */
function cell(...pointers: [string, ...string[]]): Rule {
  const of = pointers.map(path);
  return orEmpty(of.length === 1 ? path(pointers[0]) : { do: 'coalesce', of }, ...pointers);
}

const NAMES = ['/subject/name', '/subject/firstName', '/subject/lastName'] as const;

const PERSON: Record<string, Rule> = {
  Name: orEmpty(fullName, ...NAMES),
  'E-mail': cell('/subject/email'),
  Phone: cell('/subject/phone'),
  Company: cell('/subject/company', '/data/billingAddress/company'),
};

const ORDER: Record<string, Rule> = {
  Date: path('/occurredAt'),
  Order: cell('/data/number'),
  Status: cell('/data/status'),
  // As a number, so that it can be summed up.
  Total: orEmpty({ do: 'number', from: path('/data/total') }, '/data/total'),
  Currency: cell('/data/currency'),
  ...PERSON,
  Link: cell('/data/adminUrl'),
};

/** The columns an empty sheet is offered; what the first mapping of any event may fill. */
export const SUGGESTED = [...new Set(['Date', 'Form', ...Object.keys(PERSON), 'Message', 'Page', ...Object.keys(ORDER), 'Event'])];

export function defaultMapping(type: string, sample?: Envelope): Mapping {
  const columns = columnsFor(type, sample);
  return { fields: Object.fromEntries(Object.entries(columns).map(([column, rule]) => [cellPath(column), rule])) };
}

function columnsFor(type: string, sample: Envelope | undefined): Record<string, Rule> {
  if (isOrder(type)) return ORDER;
  const date = path('/occurredAt');
  if (!type.startsWith('form.')) return { Date: date, Event: { do: 'literal', value: type }, ...PERSON };
  return { Date: date, Form: cell('/data/form/title'), ...PERSON, Message: message(sample), Page: cell('/context/page') };
}

/** The answer that reads like a message: by its key in the sample, else by the names form plugins give it. */
function message(sample: Envelope | undefined): Rule {
  const key = Object.keys(membersOf(sample, 'fields')).find((candidate) => MESSAGE.test(candidate));
  if (key !== undefined) return cell(answerPointer(key));
  return cell('/data/fields/your-message', '/data/fields/message');
}
