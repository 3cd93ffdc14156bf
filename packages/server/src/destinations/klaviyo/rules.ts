import type { Envelope } from '@handoff/shared/event';
import type { Rule } from '@handoff/shared/mapping';

export const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
export const literal = (value: string | boolean): Rule => ({ do: 'literal', value });
export const coalesce = (...of: Rule[]): Rule => ({ do: 'coalesce', of });

/** Rules that both first mappings share: who it is, and whether a history import asked for quiet. */
export function personRules(sample: Envelope | undefined): { email: Rule; phone: Rule; quiet: Rule } {
  const typed = firstOf(path('/subject/phone'), answer(sample, /phone|mobile|^tel|telefon/i));
  return {
    email: { do: 'email', from: firstOf(path('/subject/email'), answer(sample, /e-?mail/i)) },
    // As +4930123456 where that can be told; else as typed, which is then left out and reported.
    phone: coalesce(
      { do: 'e164', from: typed, countryFrom: coalesce(path('/subject/country'), path('/data/billingAddress/country')) },
      typed,
    ),
    quiet: { do: 'when', if: { is: 'equals', path: '/context/quiet', value: true }, then: literal(true), otherwise: literal(false) },
  };
}

/** The sample's form answer whose key looks right. */
export function answer(sample: Envelope | undefined, looksRight: RegExp): Rule | undefined {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => looksRight.test(candidate));
  return key === undefined ? undefined : field(key);
}

/** The answer that reads like a message: chosen from the sample, or by the names form plugins give it. */
export function message(sample: Envelope | undefined): Rule {
  return (
    answer(sample, /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i) ?? coalesce(field('your-message'), field('message'))
  );
}

export function firstOf(first: Rule, second: Rule | undefined): Rule {
  return second === undefined ? first : coalesce(first, second);
}

function field(key: string): Rule {
  return path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}
