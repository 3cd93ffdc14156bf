import { RETENTION_KINDS, RETENTION_MIN_DAYS, type RetentionDays, RetentionKind } from '@handoff/shared/api';
import { z } from 'zod';

/** What is kept for how many days where nobody says otherwise: thirteen months tell a year from the one before it. */
const DEFAULT_DAYS: RetentionDays = {
  bodies: 90,
  exchanges: 30,
  quarantine: 60,
  failed: 180,
  events: 395,
  keys: 395,
  people: 730,
  alerts: 90,
  audit: 730,
};
const TEN_YEARS = 3650;

/** `bodies=90,audit=730`: days by kind of data; kinds left out keep their defaults. */
export const retentionDays = z
  .string()
  .default('')
  .transform((text, context) => {
    const days: Partial<RetentionDays> = {};
    for (const part of text.split(',').map((each) => each.trim())) {
      if (part === '') continue;
      const [name = '', number = ''] = part.split('=').map((each) => each.trim());
      const kind = RetentionKind.safeParse(name);
      const value = /^\d{1,5}$/.test(number) ? Number(number) : 0;
      if (!kind.success) context.addIssue(`"${name}" is no kind of data. There are: ${RETENTION_KINDS.join(', ')}.`);
      else if (value < RETENTION_MIN_DAYS[kind.data])
        context.addIssue(`${name} needs a number of days, at least ${RETENTION_MIN_DAYS[kind.data]}.`);
      else days[kind.data] = value;
    }
    return days;
  });

export interface RetentionConfig {
  /** Days by kind for workspaces that set none. */
  defaults: RetentionDays;
  /** The most a workspace may set. */
  max: RetentionDays;
}

/** The server's defaults and bounds; a default is never beyond its bound. */
export function readRetention(defaults: Partial<RetentionDays>, max: Partial<RetentionDays>): RetentionConfig {
  const bounds = daysOf((kind) => max[kind] ?? TEN_YEARS);
  return { defaults: daysOf((kind) => Math.min(defaults[kind] ?? DEFAULT_DAYS[kind], bounds[kind])), max: bounds };
}

/** Days for each kind there is. */
export function daysOf(days: (kind: RetentionKind) => number): RetentionDays {
  return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, days(kind)])) as RetentionDays;
}
