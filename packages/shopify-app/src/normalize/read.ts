import { toProblems } from '@handoff/shared/event';
import type { z } from 'zod';
import type { Run } from './types.ts';

type Path = readonly PropertyKey[];

/** Past this many faults a payload is not one with a few odd members, and is not worth mending. */
const MOST_FAULTS = 50;

/**
 * Reads what `schema` names. A part that is not needed and cannot be read is left out and named in the problems, with the
 * smallest part around it that can be missed; undefined only if something needed is gone.
 */
export function readPayload<S extends z.ZodType>(schema: S, payload: unknown, run: Run): z.infer<S> | undefined {
  let result = schema.safeParse(payload);
  if (result.success) return result.data;
  const faults = toProblems(result.error).slice(0, MOST_FAULTS);
  let rest = remove(
    payload,
    result.error.issues.map(({ path }) => path),
  );
  result = schema.safeParse(rest);
  while (!result.success && isMendable(result.error)) {
    rest = remove(
      rest,
      result.error.issues.map(({ path }) => path.slice(0, -1)),
    );
    result = schema.safeParse(rest);
  }
  const outcome = result.success
    ? 'Shopify sent something here that this version cannot read. It was left out; the original is kept.'
    : 'Shopify sent something here that this version cannot read, so no event was made of this message. The original is kept.';
  run.problems.push(...faults.map(({ path, message }) => ({ path, message: `${outcome} (${message})` })));
  return result.success ? result.data : undefined;
}

/** Whether every fault lies inside a part that might be missed as a whole. Each round cuts shorter paths, so this ends. */
function isMendable(error: z.ZodError): boolean {
  return error.issues.length <= MOST_FAULTS && error.issues.every(({ path }) => path.length > 1);
}

function remove(payload: unknown, paths: readonly Path[]): unknown {
  return paths.slice(0, MOST_FAULTS).reduce<unknown>(without, payload);
}

/** A copy of `value` in which the member at `path` is undefined. Only what lies on the path is copied. */
function without(value: unknown, path: Path): unknown {
  const [head, ...rest] = path;
  if (head === undefined || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value.map((item, index) => (index === head ? without(item, rest) : item));
  return { ...value, [head]: without((value as Record<PropertyKey, unknown>)[head], rest) };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

/** Leaves out what Shopify left open: undefined, null and the empty text. 0 and false are values. */
export function compact<T extends Record<string, unknown>>(members: T): Present<T> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Present<T>;
}

/** The first of several places that says something. */
export function firstOf(...values: (string | null | undefined)[]): string | undefined {
  return values.find((value) => typeof value === 'string' && value.trim() !== '') ?? undefined;
}

/** Keeps the members that the envelope's schema accepts; the others are named in the problems. */
export function keepValid(
  shape: Record<string, z.ZodType>,
  members: Record<string, unknown>,
  prefix: string,
  run: Run,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => {
      const result = shape[name]?.safeParse(value);
      if (result === undefined || result.success) return true;
      run.problems.push(...toProblems(result.error, `${prefix}/${name}`));
      return false;
    }),
  );
}

/** Milliseconds since 1970 of an ISO time; undefined for none. */
export function utcMs(time: string | null | undefined): number | undefined {
  if (time === undefined || time === null) return undefined;
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The same instant as text in UTC, so that times compare as text. */
export function utc(...times: (string | null | undefined)[]): string | undefined {
  const ms = times.map(utcMs).find((value) => value !== undefined);
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** When it happened: the first time the payload gives, else when Shopify sent it. */
export function occurredAt(run: Run, ...times: (string | null | undefined)[]): string {
  return utc(...times, run.meta.triggeredAt) ?? run.meta.triggeredAt;
}
