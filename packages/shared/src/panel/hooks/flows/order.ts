/** A list in which two have changed places; as it was where one of them does not exist. */
export function swapped<Item>(list: readonly Item[], one: number, other: number): Item[] {
  const [first, second] = [list[one], list[other]];
  if (first === undefined || second === undefined) return [...list];
  return list.with(one, second).with(other, first);
}
