import type { Ignored, Meaning } from '../meanings.ts';

/** What a piece of evidence speaks for: a meaning, or that the field should be left alone. */
export type Claim = Meaning | Ignored;

/** Where a piece of evidence was found. */
export type Where =
  | 'path'
  | 'autocomplete'
  | 'type'
  | 'name'
  | 'id'
  | 'label'
  | 'aria'
  | 'placeholder'
  | 'options'
  | 'values'
  | 'neighbours'
  | 'vocabulary';

/** One thing that speaks for (weight above 0) or against (below 0) a meaning, in log-odds. */
export interface Evidence {
  of: Claim;
  where: Where;
  /** What was seen there. */
  seen: string;
  weight: number;
}
