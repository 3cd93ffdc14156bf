import type { Envelope } from '@handoff/shared/event';
import type { Rule } from '@handoff/shared/mapping';

// What first mappings have in common: who it is, where from, what they wrote, and when.

export const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
export const literal = (value: string): Rule => ({ do: 'literal', value });
export const coalesce = (...of: (Rule | undefined)[]): Rule => {
  const present = of.filter((rule) => rule !== undefined);
  return present.length === 1 ? present[0]! : { do: 'coalesce', of: present };
};
const field = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

export const namePart = (part: 'first' | 'last'): Rule =>
  coalesce(path(`/subject/${part}Name`), { do: 'splitName', from: path('/subject/name'), part });

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

/** The answer that reads like a message: chosen from the sample, or by the names form plugins give it. */
export function message(sample: Envelope | undefined): Rule {
  return (
    answer(sample, /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i) ?? coalesce(field('your-message'), field('message'))
  );
}

/** The sample's form answer whose key looks right. */
export function answer(sample: Envelope | undefined, looksRight: RegExp): Rule | undefined {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => looksRight.test(candidate));
  return key === undefined ? undefined : field(key);
}

export const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
export const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });

/** What to call the person in a text. */
export const who = coalesce(
  path('/subject/name'),
  words(path('/subject/firstName'), path('/subject/lastName')),
  path('/subject/email'),
  path('/subject/phone'),
  literal('someone'),
);

/** The day or time a form asks for, where its sample has a field for one; else when it happened. */
export function start(sample: Envelope | undefined): Rule {
  const types = sample?.data['types'];
  const typed = typeof types === 'object' && types !== null ? Object.entries(types) : [];
  const key = typed.find(([, type]) => type === 'date' || type === 'datetime-local')?.[0];
  return key === undefined ? path('/occurredAt') : coalesce(field(key), path('/occurredAt'));
}
