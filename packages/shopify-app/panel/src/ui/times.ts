import { fill, locale, t } from '../app/i18n.ts';

const STEPS: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "2 hours ago". */
export function agoWords(at: string, now = Date.now()): string {
  // Two clocks never agree: what just happened is not to come.
  const past = Math.min(Date.parse(at) - now, 0);
  const [unit, ms] = STEPS.find(([, length]) => Math.abs(past) >= length) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.round(past / ms), unit);
}

/** The exact moment, as people in the merchant's language write it; `zone` is the shop's IANA time zone. */
export function momentWords(at: string, zone: string | null): string {
  return new Date(at).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone ?? undefined });
}

/** The same to the second, for what follows closely on each other. */
export function secondWords(at: string, zone: string | null): string {
  return new Date(at).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone ?? undefined });
}

/** The day alone. */
export function dayWords(at: string, zone: string | null): string {
  return new Date(at).toLocaleDateString(locale(), { dateStyle: 'medium', timeZone: zone ?? undefined });
}

/** A time of the day (`22:00`) as people in the merchant's language write it. */
export function clockWords(time: string): string {
  return new Date(`2000-01-01T${time}`).toLocaleTimeString(locale(), { timeStyle: 'short' });
}

export const numberWords = (count: number): string => count.toLocaleString(locale());

/** "Goes on by itself at 14:30." Empty where it does not, or where that moment has passed. */
export function untilWords(at: string | null, zone: string | null): string {
  if (at === null || Date.parse(at) <= Date.now()) return '';
  return fill(t('Goes on by itself at {time}.'), { time: momentWords(at, zone) });
}
