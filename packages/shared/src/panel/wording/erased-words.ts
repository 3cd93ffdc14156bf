import { fill, type Translate } from '../translate.ts';

/** Why an event has no contents any more; undefined where it has them. */
export function erasedWords(
  event: { erasedAt?: string | undefined; erasedAfterDays?: number | undefined },
  t: Translate,
): string | undefined {
  if (event.erasedAt === undefined) return undefined;
  if (event.erasedAfterDays === undefined) {
    return t('The personal data were erased at the person’s request. What is left says only that this event was here.');
  }
  return fill(
    t('The personal data were removed after {days} days, as set under Privacy. What is left says only that this event was here.'),
    {
      days: event.erasedAfterDays,
    },
  );
}
