import { normaliseEmail } from '../../identity/email.ts';
import { normalisePhone } from '../../identity/phone.ts';

const KEY = /^(email|phone|ext):/;

/** The contact key that a person means by an e-mail address, a phone number with its country code, or a key itself. */
export function contactKeyOf(text: string): string {
  const wanted = text.trim();
  if (KEY.test(wanted)) return wanted;
  const email = normaliseEmail(wanted);
  if (email !== undefined) return `email:${email}`;
  const phone = normalisePhone(wanted, undefined);
  return phone === undefined ? wanted : `phone:${phone}`;
}

/** A contact key as a person reads it; `contactKeyOf` finds it again. */
export function contactLabel(key: string | null): string | null {
  return key === null ? null : key.replace(/^(email|phone):/, '');
}
