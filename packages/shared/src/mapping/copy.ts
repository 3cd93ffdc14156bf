import { fail, MAX_DEPTH, MAX_PAYLOAD, MAX_TEXT, tooLong, type Run } from './run.ts';
import { bare } from './values.ts';

/** How much a number, a yes/no or a null counts towards MAX_PAYLOAD. */
const SMALL = 8;

/**
 * Makes a value ready for the payload: checks its length, counts it, and copies lists and groups, so that
 * nothing the payload's owner changes reaches the event. Empty text, or one of spaces only, is no value, nor is an
 * empty list: a question left blank must not wipe what the destination holds.
 */
export function settle(value: unknown, run: Run): unknown {
  switch (typeof value) {
    case 'string':
      return bare(value) === '' ? undefined : settleText(value, run);
    case 'number':
    case 'boolean':
      return count(run, SMALL) ? value : undefined;
    case 'object':
      if (Array.isArray(value) && value.length === 0) return undefined;
      return value === null ? null : settleGroup(value, run);
    default:
      return undefined;
  }
}

function settleText(text: string, run: Run): string | undefined {
  if (text.length > MAX_TEXT) return tooLong(run);
  return count(run, text.length) ? text : undefined;
}

function count(run: Run, size: number): boolean {
  if (run.size + size > MAX_PAYLOAD) {
    fail(
      run,
      `The record would hold more than ${MAX_PAYLOAD.toLocaleString('en')} characters, so this field was left out. Map fewer or shorter fields.`,
    );
    return false;
  }
  run.size += size;
  return true;
}

/** A copy of a group must succeed as a whole: half an address is worse than a named problem. */
function settleGroup(value: object, run: Run): unknown {
  const size = run.size;
  const problems = run.problems.length;
  const copied = copy(value, run, 0);
  if (run.problems.length === problems) return copied;
  run.size = size;
  run.problems.length = problems + 1;
  return undefined;
}

function copy(value: unknown, run: Run, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return settlePart(value, run);
  if (depth === MAX_DEPTH)
    return fail(run, `The value is nested more than ${MAX_DEPTH} levels deep, so it was left out. Choose a value inside it.`);
  const problems = run.problems.length;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value) {
      list.push(copy(item, run, depth + 1) ?? null);
      if (run.problems.length > problems) return undefined;
    }
    return list;
  }
  const group: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    // JSON may hold this key; copied on, it would change the prototype of what it is assigned to.
    if (key === '__proto__' || !count(run, key.length)) continue;
    group[key] = copy((value as Record<string, unknown>)[key], run, depth + 1);
    if (run.problems.length > problems) return undefined;
  }
  return group;
}

/** A value inside a list or a group, where blank text stays what it is. */
function settlePart(value: unknown, run: Run): unknown {
  return typeof value === 'string' ? settleText(value, run) : settle(value, run);
}
