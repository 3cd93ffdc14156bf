import type { Envelope } from '@handoff/shared/event';
import { formatPointer, type Rule } from '@handoff/shared/mapping';

// What first mappings have in common: who it is, where from, what they wrote, and when.

export const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
export const literal = (value: string | boolean): Rule => ({ do: 'literal', value });
export const coalesce = (...of: (Rule | undefined)[]): Rule => {
  const present = of.filter((rule) => rule !== undefined);
  return present.length === 1 ? present[0]! : { do: 'coalesce', of: present };
};
export const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
export const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });
/** The rule where the event has a value at the path; else the other rule, or nothing. */
export const ifPresent = (pointer: string, then: Rule, otherwise?: Rule): Rule => ({
  do: 'when',
  if: { is: 'present', path: pointer },
  then,
  ...(otherwise === undefined ? {} : { otherwise }),
});

export const isOrder = (type: string): boolean => type.startsWith('order.');

export const answerPointer = (key: string): string => formatPointer(['data', 'fields', key]);
export const field = (key: string): Rule => path(answerPointer(key));

/** The members of one part of a sample's data: its `fields`, their `labels`; none where it has none. */
export function membersOf(sample: Envelope | undefined, part: string): Record<string, unknown> {
  const value = sample?.data[part];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The sample's form answer whose key looks right. */
export function answer(sample: Envelope | undefined, looksRight: RegExp): Rule | undefined {
  const key = Object.keys(membersOf(sample, 'fields')).find((candidate) => looksRight.test(candidate));
  return key === undefined ? undefined : field(key);
}

/** What the visitor saw above an answer; undefined where the sample does not know. */
export function labelOf(sample: Envelope | undefined, key: string): string | undefined {
  const label = membersOf(sample, 'labels')[key];
  return typeof label === 'string' && label.trim() !== '' ? label.trim() : undefined;
}

export function email(sample: Envelope | undefined): Rule {
  return { do: 'email', from: coalesce(path('/subject/email'), answer(sample, /e-?mail/i)) };
}

/** The same where a form's keys may say nothing: by what the sample answered. */
export function emailAnswered(sample: Envelope | undefined): Rule {
  const looksRight = (value: unknown) =>
    typeof value === 'string' && value.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim());
  const key = Object.entries(membersOf(sample, 'fields')).find(([, value]) => looksRight(value))?.[0];
  return { do: 'email', from: coalesce(path('/subject/email'), key === undefined ? undefined : field(key)) };
}

export const namePart = (part: 'first' | 'last'): Rule =>
  coalesce(path(`/subject/${part}Name`), { do: 'splitName', from: path('/subject/name'), part });

export const fullName = coalesce(path('/subject/name'), words(path('/subject/firstName'), path('/subject/lastName')));

/** What to call the person in a text. */
export const who = coalesce(
  path('/subject/name'),
  words(path('/subject/firstName'), path('/subject/lastName')),
  path('/subject/email'),
  path('/subject/phone'),
  literal('someone'),
);

/** As +4930123456 where that can be told; else as typed. */
export function phone(sample: Envelope | undefined): Rule {
  const given = coalesce(path('/subject/phone'), answer(sample, /phone|mobile|^tel|telefon/i));
  return coalesce(
    { do: 'e164', from: given, countryFrom: coalesce(path('/subject/country'), path('/data/billingAddress/country')) },
    given,
  );
}

export function company(sample: Envelope | undefined): Rule {
  return coalesce(path('/subject/company'), path('/data/billingAddress/company'), answer(sample, /company|organi[sz]ation|firma/i));
}

/** One part of an order's address, as billed. */
export const billing = (part: string): Rule => coalesce(path(`/data/billingAddress/${part}`), path(`/data/shippingAddress/${part}`));

/** A key that reads like a message. */
export const MESSAGE = /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i;

/** The answer that reads like a message: chosen from the sample, or by the names form plugins give it. */
export function message(sample: Envelope | undefined): Rule {
  return answer(sample, MESSAGE) ?? coalesce(field('your-message'), field('message'));
}

/** An event's type as it stands in a text: "checkout abandoned". */
export function whatHappened(type: string): string {
  const [family = type, happened = ''] = type.split('.');
  return `${family} ${happened}`.replaceAll('_', ' ').trim();
}

/** The same as a title. */
export function titleOf(type: string): string {
  const what = whatHappened(type);
  return what.charAt(0).toUpperCase() + what.slice(1);
}

/** "Order 1042 paid". */
export const orderTitle = (type: string): Rule =>
  words(literal('Order'), path('/data/number'), literal(type.slice('order.'.length).replaceAll('_', ' ')));

/** The day or time a form asks for, where its sample has a field for one; else when it happened. */
export function start(sample: Envelope | undefined): Rule {
  const key = Object.entries(membersOf(sample, 'types')).find(([, type]) => type === 'date' || type === 'datetime-local')?.[0];
  return key === undefined ? path('/occurredAt') : coalesce(field(key), path('/occurredAt'));
}

/** Events of a shop: the buyer typed no form of ours. */
export const isCommerce = (type: string): boolean => /^(order|customer|checkout|refund|payment|subscription)\./.test(type);

/**
 * What the person said, for destinations that ask people they know nothing of. A shop that says nothing of consent did not
 * ask: then nobody gets a confirmation e-mail for having bought something.
 */
export function consentOrNone(type: string): Rule {
  return isCommerce(type) ? ifPresent('/consent', path('/consent'), literal('not_subscribed')) : path('/consent');
}
