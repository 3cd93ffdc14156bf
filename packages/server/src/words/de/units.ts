import type { units as english } from '../en/units.ts';
import type { Translated } from '../texts.ts';

export const units: Translated<typeof english> = {
  'time.moment': '{day}, {time} Uhr UTC',
  'span.minute': 'einer Minute',
  'span.minutes': '{count} Minuten',
  'span.hour': 'einer Stunde',
  'span.hours': '{count} Stunden',
  'span.day': 'einem Tag',
  'span.days': '{count} Tagen',
};
