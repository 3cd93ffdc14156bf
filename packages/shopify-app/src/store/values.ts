import { type RawBuilder, sql } from 'kysely';

/** `(values …)` rows for a CTE that both engines take: each is cast, because PostgreSQL cannot infer a bare parameter's type there. */
export function valueRows<Row extends Record<string, string | number | null>>(
  columns: { [Name in keyof Row]: 'text' | 'bigint' },
  rows: Row[],
): RawBuilder<unknown> {
  const types = Object.entries(columns) as [keyof Row, string][];
  const tuples = rows.map((row) => sql`(${sql.join(types.map(([name, type]) => sql`cast(${row[name]} as ${sql.raw(type)})`))})`);
  return sql`values ${sql.join(tuples)}`;
}
