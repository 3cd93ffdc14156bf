import { fail, MAX_ITEMS, type Evaluate, type Run } from '../run.ts';
import { fold, isFilled, isScalar, quote } from '../values.ts';
import { notText, tooMany } from './input.ts';

/** The value for a key of a table: the key as written, else without regard to letter case. Of a list, each item is looked up. */
export function lookup(from: Evaluate, table: Readonly<Record<string, unknown>>, otherwise: Evaluate | undefined): Evaluate {
  const exact = new Map(Object.entries(table));
  // Reversed, so that of two keys that differ only in case the first stays.
  const folded = new Map(
    Object.entries(table)
      .toReversed()
      .map(([key, value]) => [fold(key), value]),
  );
  const find = (item: unknown, root: unknown, run: Run): unknown => {
    const key = String(item);
    if (exact.has(key)) return exact.get(key);
    const foldedKey = fold(key);
    if (folded.has(foldedKey)) return folded.get(foldedKey);
    if (otherwise !== undefined) return otherwise(root, run);
    if (key === '') return undefined;
    return fail(run, `${quote(key)} is not in this field's table. Add it to the table, or say what to use otherwise.`);
  };
  return (root, run) => {
    const value = from(root, run);
    // An empty text may stand in the table.
    if (value !== '' && !isFilled(value)) return otherwise === undefined ? value : otherwise(root, run);
    if (!Array.isArray(value)) return isScalar(value) ? find(value, root, run) : notText(run);
    if (value.length > MAX_ITEMS) return tooMany(run);
    if (!value.every(isScalar)) return notText(run);
    return value.map((item) => find(item, root, run)).filter((item) => item !== undefined);
  };
}
