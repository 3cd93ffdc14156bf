import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { cellPath } from './columns.ts';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const firstOf = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const number = (pointer: string): Rule => ({ do: 'number', from: path(pointer) });

const name = firstOf(path('/subject/name'), {
  do: 'join',
  of: [path('/subject/firstName'), path('/subject/lastName')],
  separator: ' ',
});
const company = firstOf(path('/subject/company'), path('/data/billingAddress/company'));

const PERSON: Record<string, Rule> = {
  Name: name,
  'E-mail': path('/subject/email'),
  Phone: path('/subject/phone'),
  Company: company,
};

const ORDER: Record<string, Rule> = {
  Date: path('/occurredAt'),
  Order: path('/data/number'),
  Status: path('/data/status'),
  // As numbers, so that they can be summed up.
  Total: number('/data/total'),
  Currency: path('/data/currency'),
  ...PERSON,
  Link: path('/data/adminUrl'),
};

/** The columns an empty sheet is offered; what the first mapping of any event may fill. */
export const SUGGESTED = [...new Set(['Date', 'Form', ...Object.keys(PERSON), 'Message', 'Page', ...Object.keys(ORDER), 'Event'])];

export function defaultMapping(type: string, sample?: Envelope): Mapping {
  const columns = columnsFor(type, sample);
  return { fields: Object.fromEntries(Object.entries(columns).map(([column, rule]) => [cellPath(column), rule])) };
}

function columnsFor(type: string, sample: Envelope | undefined): Record<string, Rule> {
  if (type.startsWith('order.')) return ORDER;
  const date = path('/occurredAt');
  if (!type.startsWith('form.')) return { Date: date, Event: { do: 'literal', value: type }, ...PERSON };
  return { Date: date, Form: path('/data/form/title'), ...PERSON, Message: message(sample), Page: path('/context/page') };
}

/** The answer that reads like a message: by its key in the sample, else by the names form plugins give it. */
function message(sample: Envelope | undefined): Rule {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i.test(candidate));
  if (key !== undefined) return path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return firstOf(path('/data/fields/your-message'), path('/data/fields/message'));
}
