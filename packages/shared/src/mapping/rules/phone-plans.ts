import { Metadata, type CountryCode } from 'libphonenumber-js/min';
import metadataJson from 'libphonenumber-js/min/metadata';

/**
 * One country's numbering plan with its patterns compiled, which the library does anew for every number.
 * Only for countries that are the only or the first one with their calling code.
 */
export interface PhonePlan {
  callingCode: string;
  /** Matches what is dialled before a national number at home ("0"). */
  trunk: RegExp | undefined;
  /** Whether taking off the trunk prefix is all there is to it; in some countries it rewrites the number. */
  isPlainTrunk: boolean;
  /** Matches the start of a number dialled abroad from this country ("00"). */
  dialOut: RegExp;
  lengths: readonly number[];
  /** Whether a national number is valid and certainly this country's, not one that shares the calling code. */
  owns: (national: string) => boolean;
}

/** What the library's metadata has in a place that is left empty. */
type Empty = undefined | null | 0;

/** The members of the library's numbering plan that its types leave out. */
interface NumberingPlanDetails {
  callingCode: () => string;
  nationalNumberPattern: () => string;
  nationalPrefixForParsing: () => string | Empty;
  nationalPrefixTransformRule: () => string | Empty;
  possibleLengths: () => number[];
  leadingDigits: () => string | Empty;
  IDDPrefix: () => string;
  type: (name: string) => { pattern: () => string | Empty; possibleLengths: () => number[] } | Empty;
  hasTypes: () => boolean;
}

const LINE_TYPES = 'FIXED_LINE MOBILE TOLL_FREE PREMIUM_RATE PERSONAL_NUMBER VOICEMAIL UAN PAGER VOIP SHARED_COST'.split(' ');

/** At most one entry per country of the world; undefined where the library has to decide. */
const plans = new Map<CountryCode, PhonePlan | undefined>();
const countriesOf = new Map<string, CountryCode[]>(Object.entries(metadataJson.country_calling_codes));

/** The plan of a country, read once. */
export function planOfCountry(country: CountryCode): PhonePlan | undefined {
  if (!plans.has(country)) plans.set(country, readPlan(country));
  return plans.get(country);
}

/** The plan of the first country with the calling code that these international digits ("4930…") begin with. */
export function planOfNumber(digits: string): PhonePlan | undefined {
  for (let length = 1; length <= 3; length += 1) {
    const country = countriesOf.get(digits.slice(0, length))?.[0];
    if (country !== undefined) return planOfCountry(country);
  }
  return undefined;
}

function readPlan(country: CountryCode): PhonePlan | undefined {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as NumberingPlanDetails;
  const callingCode = plan.callingCode();
  const countries = countriesOf.get(callingCode) ?? [];
  if (countries[0] !== country) return undefined;
  const trunk = plan.nationalPrefixForParsing() || undefined;
  return {
    callingCode,
    trunk: trunk === undefined ? undefined : startsWith(trunk),
    isPlainTrunk: !plan.nationalPrefixTransformRule() && !/\((?!\?:)/.test(trunk ?? ''),
    dialOut: startsWith(plan.IDDPrefix()),
    lengths: plan.possibleLengths(),
    owns: compileOwns(plan, countries.length > 1),
  };
}

function compileOwns(plan: NumberingPlanDetails, isShared: boolean): (national: string) => boolean {
  const pattern = whole(plan.nationalNumberPattern());
  const leading = plan.leadingDigits() || undefined;
  const leadingDigits = leading === undefined ? undefined : startsWith(leading);
  const types = plan.hasTypes() ? LINE_TYPES.flatMap((name) => readType(plan, name)) : [];
  const hasType = (national: string): boolean =>
    types.some((type) => type.lengths.includes(national.length) && type.pattern.test(national));
  return (national) => {
    if (!pattern.test(national)) return false;
    if (plan.hasTypes() && !hasType(national)) return false;
    if (!isShared) return true;
    return leadingDigits === undefined ? plan.hasTypes() : leadingDigits.test(national);
  };
}

function readType(plan: NumberingPlanDetails, name: string): { pattern: RegExp; lengths: number[] }[] {
  const type = plan.type(name) || undefined;
  const pattern = type?.pattern() || undefined;
  return type === undefined || pattern === undefined ? [] : [{ pattern: whole(pattern), lengths: type.possibleLengths() }];
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

function startsWith(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})`);
}
