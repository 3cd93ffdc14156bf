/** What is judged in one fold: each item in turn is in another. */
export function inside<Item>(items: readonly Item[], fold: number, folds: number): Item[] {
  return items.filter((_, index) => index % folds === fold);
}

/** What is learned from meanwhile. */
export function outside<Item>(items: readonly Item[], fold: number, folds: number): Item[] {
  return items.filter((_, index) => index % folds !== fold);
}

/** At most so many of them, evenly spread. */
export function spreadOf<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, index) => index % step === 0);
}
