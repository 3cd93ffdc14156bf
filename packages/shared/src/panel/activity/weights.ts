import { fill, type Translate } from '../translate.ts';

interface Weighed {
  weight: number;
}

/** What the reasons of a verdict come to together, and how many of them count. */
export function weightSum(reasons: readonly Weighed[]): { counted: number; sum: number } {
  const counted = reasons.filter(({ weight }) => weight !== 0);
  return { counted: counted.length, sum: counted.reduce((total, { weight }) => total + weight, 0) };
}

/** Plus says spam, minus says genuine; to thousandths, as the server weighs, so that what is shown adds up. */
export function signedWeight(weight: number, locale: string): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 3 }).format(weight).replace('-', '−');
}

/** From which score on something is done: now, for what was decided before may have been decided by others. */
export function limitsWords({ review, quarantine }: { review: number; quarantine: number }, t: Translate, locale: string): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  return fill(t('Limits now: flagged from {review}, kept back from {quarantine}. Plus speaks for spam, minus against it.'), {
    review: number.format(review),
    quarantine: number.format(quarantine),
  });
}
