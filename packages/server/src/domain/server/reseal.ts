import { type Keyring, SealError } from '../../secrets/keyring.ts';
import type { Store } from '../../store/store.ts';
import { describeSealed, replaceSealed, sealedValues } from './sealed-values.ts';

export interface Resealed {
  /** How many values were sealed anew. */
  changed: number;
  /** Values that no key opens, in words. */
  unopenable: string[];
  /** True when nothing is sealed with an older key any more. */
  complete: boolean;
}

const MAX_ROUNDS = 5;

/**
 * Seals everything with the current key that is sealed with an older one. Each value is replaced only if it
 * is still what was read, so a server that runs and stores a new token meanwhile is not undone: another round
 * looks again.
 */
export async function resealAll(store: Store, keyring: Keyring): Promise<Resealed> {
  let changed = 0;
  for (let round = 1; ; round += 1) {
    const { replaced, missed, unopenable } = await resealOnce(store, keyring);
    changed += replaced;
    if (replaced + missed === 0 || round === MAX_ROUNDS) {
      return { changed, unopenable, complete: replaced + missed === 0 && unopenable.length === 0 };
    }
  }
}

async function resealOnce(store: Store, keyring: Keyring) {
  const unopenable: string[] = [];
  let replaced = 0;
  let missed = 0;
  for await (const value of sealedValues(store.db)) {
    if (keyring.isCurrent(value.sealed)) continue;
    try {
      const sealed = await keyring.seal(await keyring.open(value.sealed));
      if (await replaceSealed(store.db, value, sealed)) replaced += 1;
      else missed += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      unopenable.push(describeSealed(value));
    }
  }
  return { replaced, missed, unopenable };
}
