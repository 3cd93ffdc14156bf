import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A phone number in E.164 (`+49301234567`), or undefined where it is no valid number.
 * `country` (ISO 3166-1 alpha-2) reads numbers written without a country code; without it such a
 * number is undefined rather than guessed. Extensions are left out.
 */
export function normalisePhone(typed: string, country?: string): string | undefined {
  const upper = country?.toUpperCase();
  const known = upper !== undefined && isSupportedCountry(upper) ? upper : undefined;
  return valid(typed, known) ?? validAfterDoubleZero(typed);
}

function valid(typed: string, country?: Parameters<typeof parsePhoneNumberFromString>[1]): string | undefined {
  const phone = parsePhoneNumberFromString(typed, country);
  return phone?.isValid() === true ? phone.number : undefined;
}

/** `0049…` is how most of the world dials `+49…`, also when the form does not say which country it was filled in. */
function validAfterDoubleZero(typed: string): string | undefined {
  const trimmed = typed.trim();
  return trimmed.startsWith('00') ? valid(`+${trimmed.slice(2)}`) : undefined;
}
