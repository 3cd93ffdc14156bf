import { formatPointer, isArrayIndex } from './pointer.ts';
import { fail, type Evaluate, type Run } from './run.ts';

/** One place in the payload: filled by a rule, by the places under it, or by both. */
export interface Target {
  key: string;
  pointer: string;
  evaluate: Evaluate | undefined;
  children: Target[];
  /** Whether the places under it are numbered 0, 1, 2 … without a gap and thus make a list. */
  isList: boolean;
}

export function newTarget(key: string, pointer: string): Target {
  return { key, pointer, evaluate: undefined, children: [], isList: false };
}

/** Puts a rule at its place in the tree under `root`; `segments` is its unescaped pointer. */
export function plant(root: Target, segments: readonly string[], make: Evaluate): void {
  let place = root;
  segments.forEach((key, index) => {
    let child = place.children.find((candidate) => candidate.key === key);
    if (child === undefined) {
      child = newTarget(key, formatPointer(segments.slice(0, index + 1)));
      place.children.push(child);
    }
    place = child;
  });
  place.evaluate = make;
}

/** Finds the lists in a tree that is complete, and puts their places in order. The payload itself is never a list. */
export function findLists(place: Target, isRoot = true): void {
  const numbers = place.children.map(({ key }) => (isArrayIndex(key) ? Number(key) : Number.NaN)).toSorted((a, b) => a - b);
  if (!isRoot && numbers.length > 0 && numbers.every((number, index) => number === index)) {
    place.isList = true;
    place.children.sort((a, b) => Number(a.key) - Number(b.key));
  }
  for (const child of place.children) findLists(child, false);
}

/** Fills the places under `place` into `base`, which is made where there is a first value. A list closes up where a place has no value. */
export function fill(place: Target, base: unknown, root: unknown, run: Run): unknown {
  let container = base;
  for (const child of place.children) {
    const value = valueOf(child, root, run);
    if (value === undefined) continue;
    // A cleared field gives way to what is put inside it.
    container ??= place.isList ? [] : {};
    if (!put(container, child, value)) {
      run.target = firstMapped(child);
      fail(run, `"${place.pointer}" is mapped to a value of its own that has no room for "${run.target}". Map one or the other.`);
    }
  }
  return container;
}

/** The first pointer at or under this place that the mapping names. */
function firstMapped(place: Target): string {
  const next = place.evaluate === undefined ? place.children[0] : undefined;
  return next === undefined ? place.pointer : firstMapped(next);
}

function valueOf(place: Target, root: unknown, run: Run): unknown {
  let value: unknown;
  if (place.evaluate !== undefined) {
    run.target = place.pointer;
    value = place.evaluate(root, run);
  }
  return place.children.length === 0 ? value : fill(place, value, root, run);
}

function put(container: unknown, { key }: Target, value: unknown): boolean {
  if (typeof container !== 'object' || container === null) return false;
  if (!Array.isArray(container)) {
    (container as Record<string, unknown>)[key] = value;
    return true;
  }
  if (!isArrayIndex(key)) return false;
  if (Number(key) < container.length) container[Number(key)] = value;
  else container.push(value);
  return true;
}
