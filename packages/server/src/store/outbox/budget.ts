import type { Selectable } from 'kysely';
import type { Schema } from '../schema.ts';

/** A limit's row; without `tokens` it was just made. */
export type LimitRow = Omit<Selectable<Schema['limits']>, 'tokens'> & { tokens: number | null };

/** A limit in the vendor's own unit. */
export interface UnitLimit {
  /** A whole multiple of `cost`. */
  max: number;
  windowMs: number;
  cost: number;
}

/** What a limit allows at one moment, by whichever way it is counted. */
export interface Budget {
  left: number;
  /** When this much is there. */
  leftAt: (wanted: number) => number;
  /** How far turns of those who wait lie apart. */
  turnMs: number;
  /** The row after spending this much; a negative amount gives back. */
  spend: (amount: number) => Partial<Selectable<Schema['limits']>>;
}
