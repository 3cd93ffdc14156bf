/** Reads one value out of an event. Undefined where there is none. Never throws. */
export type Reader = (root: unknown) => unknown;

const REFUSED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const WELL_FORMED = /^(?:\/(?:[^~/]|~[01])*)+$/;
const ARRAY_INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** The parts of a JSON pointer, unescaped: "/a~1b/0" is ["a/b", "0"]. Undefined where it is malformed or names a prototype member. */
export function compilePointer(pointer: string): string[] | undefined {
  if (!WELL_FORMED.test(pointer)) return undefined;
  const segments = pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return segments.some((segment) => REFUSED.has(segment)) ? undefined : segments;
}

/** The JSON pointer of these parts: ["a/b", "0"] is "/a~1b/0". */
export function formatPointer(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Whether a segment can name a place in a list. */
export function isArrayIndex(segment: string): boolean {
  return ARRAY_INDEX.test(segment);
}

/** Compiles a JSON pointer to a walk over own members. A pointer that `compilePointer` refuses reads undefined. */
export function compileReader(pointer: string): Reader {
  const segments = compilePointer(pointer);
  if (segments === undefined) return () => undefined;
  const steps = segments.map((key) => ({ key, isIndex: isArrayIndex(key) }));
  return (root) => {
    let value = root;
    for (const { key, isIndex } of steps) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value) && !isIndex) return undefined;
      if (!Object.hasOwn(value, key)) return undefined;
      value = (value as Record<string, unknown>)[key];
    }
    return value;
  };
}
