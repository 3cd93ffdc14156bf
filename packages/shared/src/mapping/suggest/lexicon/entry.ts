import type { Ignored, Meaning } from '../meanings.ts';

/**
 * Words for one meaning, comma-separated. `sure` ones mean it by themselves; `maybe` ones only where nothing speaks against it.
 * Written by us for this product from how such fields are called in the languages we suggest for.
 */
export interface Entry {
  of: Meaning | Ignored;
  sure: string;
  maybe?: string;
}
