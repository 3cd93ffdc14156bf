/** What a list shows while news come in: the rows a person is looking at stay where they are. */
export interface Snapshot<Item> {
  shown: readonly Item[];
  /** What came since, latest first; it is shown when the person asks for it. */
  fresh: readonly Item[];
}

/**
 * The list after another look. Rows that are there still get what is new about them in their places; rows that are not
 * there any more become what `gone` makes of them; rows that are new wait.
 */
export function afterLook<Item>(
  shown: readonly Item[],
  latest: readonly Item[],
  keyOf: (item: Item) => string,
  gone: (item: Item) => Item,
): Snapshot<Item> {
  const now = new Map(latest.map((item) => [keyOf(item), item]));
  const known = new Set(shown.map(keyOf));
  return {
    shown: shown.map((item) => now.get(keyOf(item)) ?? gone(item)),
    fresh: latest.filter((item) => !known.has(keyOf(item))),
  };
}
