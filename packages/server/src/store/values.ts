import { type RawBuilder, sql } from 'kysely';

type ColumnType = 'text' | 'bigint' | 'double precision';

/**
 * `(values …)` rows for a CTE that both engines take: each value is cast, because PostgreSQL cannot infer the
 * type of a bare parameter there.
 */
export function valueRows<Row extends Record<string, string | number | null>>(
  columns: { [Name in keyof Row]: ColumnType },
  rows: Row[],
): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const tuples = rows.map((row) => sql`(${sql.join(names.map((name) => sql`cast(${row[name]} as ${sql.raw(columns[name] as string)})`))})`);
  return sql`values ${sql.join(tuples)}`;
}
