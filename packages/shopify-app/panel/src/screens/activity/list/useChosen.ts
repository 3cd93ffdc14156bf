import { useState } from 'preact/hooks';

/** What is chosen of a list; what has left the list counts no longer. */
export function useChosen<Item>(items: readonly Item[], keyOf: (item: Item) => string) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  return {
    keys,
    items: items.filter((item) => keys.has(keyOf(item))),
    choose: (key: string, isChosen: boolean) => setKeys(new Set(isChosen ? [...keys, key] : [...keys].filter((one) => one !== key))),
    chooseAll: (isOn: boolean) => setKeys(new Set(isOn ? items.map(keyOf) : [])),
    clear: () => setKeys(new Set()),
  };
}
