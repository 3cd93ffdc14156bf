import type { HealthAlert } from '@handoff/shared/api';
import type { Counted } from '../rhythm/known.ts';

/** What is read once for a whole report. */
export interface Facts {
  now: number;
  /** By the id of a source, flow or connection. */
  counted: Map<string, Counted[]>;
  alerts: Map<string, HealthAlert[]>;
}

/** `says` is English: panels say the same in the person's language. */
export const english = (text: string): string => text;
