import {
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  type OperationNodeSource,
  PrimitiveValueListNode,
  type RawBuilder,
  sql,
  SqliteAdapter,
} from 'kysely';
import type { Db, Schema } from './schema.ts';

type ColumnType = 'text' | 'bigint' | 'double precision';
type Value = string | number | null;

/*
 * SQLite's statements are kept prepared by their text, of which there must not be one for each number of rows. So a statement for many
 * rows is made for a power of two of them: what is missing is filled up with what does nothing.
 */

/**
 * `(values …)` rows for a CTE that both engines take. There are more rows than were given: of the others each value is null, so
 * use it where a row has to equal something. The first of them says the types, which PostgreSQL cannot infer from parameters.
 */
export function valueRows<Row extends Record<string, Value>>(
  columns: { [Name in keyof Row]: ColumnType },
  rows: Row[],
): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const types = names.map((name) => `cast(null as ${columns[name]})`).join(', ');
  return sql`values (${sql.raw(types)}), ${tuples(names, rows)}`;
}

/** As many values as a power of two, for `in`: the last stands there as often as it takes. */
export function evenly<Item extends Value>(values: readonly Item[]): Item[] {
  const last = values.at(-1);
  return last === undefined ? [] : [...values, ...Array<Item>(fullSize(values.length) - values.length).fill(last)];
}

/** Inserts rows that all have the same columns, at least one row, in their order; the first column must not be null. */
export function insertRows<Table extends keyof Schema>(
  db: Db,
  table: Table,
  rows: Insertable<Schema[Table]>[],
): InsertQueryBuilder<Schema, Table, InsertResult> {
  const into = db.insertInto(table);
  // PostgreSQL prepares anew whatever the text is.
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return into.values(rows);
  const names = Object.keys(rows[0] as object);
  const filled = sql`select * from (values ${tuples(names, rows)}) where column1 is not null`;
  return into.columns(names as never[]).expression(filled as never);
}

function tuples(names: string[], rows: readonly Record<string, Value>[]): RawBuilder<unknown> {
  const given = rows.map((row) => tuple(names.map((name) => row[name] ?? null)));
  const nothing = tuple(names.map(() => null));
  return sql.join([...given, ...Array<OperationNodeSource>(fullSize(rows.length) - rows.length).fill(nothing)]);
}

/** One node for all values of a row: Kysely's own way makes one of each. */
function tuple(values: Value[]): OperationNodeSource {
  const node = PrimitiveValueListNode.create(values);
  return { toOperationNode: () => node };
}

function fullSize(count: number): number {
  return count <= 1 ? count : 2 ** Math.ceil(Math.log2(count));
}
