import { fail, MAX_ITEMS, MAX_TEXT, tooLong, type Run } from '../run.ts';

/**
 * The one text a rule works on. Numbers and yes/no are read as text, a list of one is its item.
 * Undefined and null pass through; anything else is a problem.
 */
export function oneText(value: unknown, run: Run): string | null | undefined {
  const single = oneOf(value, run);
  switch (typeof single) {
    case 'string':
      return single.length > MAX_TEXT ? tooLong(run) : single;
    case 'number':
    case 'boolean':
      return String(single);
    default:
      if (single === null || single === undefined) return single;
      return notText(run);
  }
}

/** The item of a list of one; a longer list is a problem, an empty one is no value. */
export function oneOf(value: unknown, run: Run): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length < 2) return value[0];
  return fail(
    run,
    `This is a list of ${value.length} values where one is needed. Pick one with "split", or put them together with "join".`,
  );
}

/** Changes a text, or every text of a list. Undefined and null pass through. */
export function mapText(value: unknown, run: Run, change: (text: string) => string): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT ? tooLong(run) : change(value);
  if (!Array.isArray(value)) {
    const text = oneText(value, run);
    return typeof text === 'string' ? change(text) : text;
  }
  if (value.length > MAX_ITEMS) return tooMany(run);
  return value.map((item) => (Array.isArray(item) ? notText(run) : mapText(item, run, change))).filter((item) => item !== undefined);
}

export function notText(run: Run): undefined {
  return fail(run, 'This is a group of values, not a text. Choose one of the values inside it.');
}

export function tooMany(run: Run): undefined {
  return fail(run, `This would be a list of more than ${MAX_ITEMS.toLocaleString('en')} items, so it was left out. Map a shorter list.`);
}
