import type { units as english } from '../en/units.ts';
import type { Translated } from '../texts.ts';

export const units: Translated<typeof english> = {
  'time.moment': '{day} à {time} UTC',
  'span.minute': 'une minute',
  'span.minutes': '{count} minutes',
  'span.hour': 'une heure',
  'span.hours': '{count} heures',
  'span.day': 'un jour',
  'span.days': '{count} jours',
};
