/** A value with what it was before and what was undone, for undo and redo. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last change belongs to; the next one of the same group is the same step back. */
  group: string | undefined;
}

/** Steps that can be undone. */
const MOST = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], group: undefined };
}

/** A change. Typing letter by letter passes one `group`, so that one undo takes back the whole word. */
export function record<T>(history: History<T>, next: T, group?: string): History<T> {
  if (next === history.present) return history;
  const continues = group !== undefined && group === history.group && history.past.length > 0;
  const past = continues ? history.past : [...history.past, history.present].slice(-MOST);
  return { past, present: next, future: [], group };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return { past: history.past.slice(0, -1), present: previous, future: [history.present, ...history.future], group: undefined };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, group: undefined };
}
