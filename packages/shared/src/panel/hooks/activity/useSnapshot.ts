import { afterLook, type Snapshot } from '../../index.ts';
import { useCallback, useState } from 'react';

/**
 * Holds a list still while news come in. `list` names it (its filter and page): another one is shown as it comes.
 * Undefined until it is known.
 */
export function useSnapshot<Item>(
  list: string,
  latest: readonly Item[] | undefined,
  keyOf: (item: Item) => string,
  gone: (item: Item) => Item,
): { snapshot: Snapshot<Item> | undefined; showAll: () => void } {
  const [held, setHeld] = useState<{ list: string; shown: readonly Item[] }>();
  const isHeld = held?.list === list;
  if (!isHeld && latest !== undefined) setHeld({ list, shown: latest });
  const showAll = useCallback(() => setHeld(undefined), []);
  if (latest === undefined) return { snapshot: undefined, showAll };
  return { snapshot: afterLook(isHeld ? held.shown : latest, latest, keyOf, gone), showAll };
}
