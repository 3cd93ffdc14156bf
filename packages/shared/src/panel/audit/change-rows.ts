/** One value a change touched. `undefined`: it was not there. */
export interface ChangeRow {
  /** Where it is, as `settings › url`. */
  field: string;
  before: string | undefined;
  after: string | undefined;
}

const MOST_ROWS = 100;

/** What differs between before and after, a line a value. Where only one side is known, all of it. */
export function changeRows(before: unknown, after: unknown): ChangeRow[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  return fields
    .filter((field) => was.get(field) !== is.get(field))
    .slice(0, MOST_ROWS)
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }));
}

function leavesOf(value: unknown, path: readonly string[] = [], found = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    // Nobody and nothing are shown as absent.
    return found;
  }
  if (typeof value === 'object' && Object.keys(value).length > 0) {
    for (const [key, member] of Object.entries(value))
      leavesOf(member, [...path, Array.isArray(value) ? String(Number(key) + 1) : key], found);
    return found;
  }
  if (typeof value === 'object') return found;
  found.set(path.join(' › '), typeof value === 'string' ? value : JSON.stringify(value));
  return found;
}
