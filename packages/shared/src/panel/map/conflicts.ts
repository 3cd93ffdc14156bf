import type { MapConflict } from '../../api/map.ts';
import type { Rule } from '../../mapping/spec.ts';
import { isAlways } from './always.ts';

/** A step of a live flow that changes records which may be there already. */
export interface Writer {
  flow: { id: string; name: string };
  connectionId: string;
  /** The same for all connections to one account. */
  account: string;
  record: string;
  /** The fields by which the record is found. */
  key: readonly string[];
  /** Whether many events are about one record (a person, a company); else one event makes one (an order's deal). */
  recurring: boolean;
  /** Members that take nothing away from what is there: tags that are added, switches that are no field. */
  apart: readonly string[];
  /** The event types that start it. */
  types: readonly string[];
  fields: Readonly<Record<string, Rule>>;
  label: (target: string) => string;
}

interface Entry {
  writer: Writer;
  target: string;
  /** The rule as text, members in order, so that equal rules are equal texts. */
  rule: string;
  fixed: boolean;
}

/**
 * Fields that several flows fill differently in what may be the same record. Flows that fill a field by the same rule
 * agree; fields a record is found by cannot differ in one record; what only adds takes nothing away.
 */
export function findConflicts(writers: readonly Writer[]): MapConflict[] {
  const byRecord = groupBy(writers, ({ account, record }) => `${account}\n${record}`);
  return [...byRecord.values()].flatMap((same) => {
    const byTarget = groupBy(same.flatMap(entriesOf), ({ target }) => target);
    return [...byTarget].flatMap(([target, entries]) => {
      const around = ancestorsOf(target).flatMap((place) => byTarget.get(place) ?? []);
      const conflict = conflictAt(target, [...entries, ...around]);
      return conflict === undefined ? [] : [conflict];
    });
  });
}

function entriesOf(writer: Writer): Entry[] {
  const left = [...writer.key, ...writer.apart];
  return Object.entries(writer.fields)
    .filter(([target]) => !left.some((place) => target === place || target.startsWith(`${place}/`)))
    .map(([target, rule]) => ({ writer, target, rule: textOf(rule), fixed: isAlways(rule) }));
}

function conflictAt(target: string, entries: readonly Entry[]): MapConflict | undefined {
  const involved = entries.filter((one) => entries.some((other) => differ(one, other)));
  const [first] = involved;
  if (first === undefined) return undefined;
  const fixed = involved.filter((entry) => entry.fixed).length;
  const writers = new Map(
    involved.map(({ writer: { flow }, fixed: isFixed }) => [flow.id, { flowId: flow.id, name: flow.name, fixed: isFixed }]),
  );
  return {
    kind: fixed === 0 ? 'latest' : fixed === involved.length ? 'fixed' : 'overwrites',
    connectionIds: [...new Set(involved.map(({ writer }) => writer.connectionId))],
    record: first.writer.record,
    target,
    label: first.writer.label(target),
    writers: [...writers.values()],
  };
}

function differ(one: Entry, other: Entry): boolean {
  return one.writer.flow.id !== other.writer.flow.id && one.rule !== other.rule && mayMeet(one.writer, other.writer);
}

/** Whether both may change one record. Of records that one event makes, only where the same events start both. */
function mayMeet(one: Writer, other: Writer): boolean {
  if (one.recurring) return true;
  const sameKey = one.key.some((target) => {
    const [mine, theirs] = [one.fields[target], other.fields[target]];
    return mine !== undefined && theirs !== undefined && textOf(mine) === textOf(theirs);
  });
  return sameKey && one.types.some((type) => other.types.includes(type));
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** Of `/address/city`, `/address`: who fills a place as a whole fills what is inside it too. */
function ancestorsOf(pointer: string): string[] {
  const parts = pointer.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
