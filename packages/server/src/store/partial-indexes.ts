import { type RawBuilder, sql, type SqlBool } from 'kysely';

/**
 * The conditions of partial indexes, word for word: SQLite uses such an index only where the query repeats its
 * condition, also where a narrower one follows.
 */
export const NEEDS_ATTENTION: RawBuilder<SqlBool> = sql`state in ('dead', 'uncertain')`;
export const KEPT_BACK: RawBuilder<SqlBool> = sql`verdict in ('quarantine', 'review', 'suppress', 'duplicate')`;
/** Found to be spam, or to look like it. */
export const JUDGED: RawBuilder<SqlBool> = sql`verdict in ('quarantine', 'review')`;
/** Went on only because its site is watched. */
export const WATCHED: RawBuilder<SqlBool> = sql`would_be is not null`;
/** The same, told by a server of before that only by a note among the reasons. */
export const WATCHED_BEFORE: RawBuilder<SqlBool> = sql`would_be is null and verdict = 'accept' and reasons like '%"rule":"observe_mode"%'`;
export const SET_ASIDE: RawBuilder<SqlBool> = sql`state in ('parked', 'revision')`;
export const IN_LANE: RawBuilder<SqlBool> = sql`state in ('waiting', 'pending', 'leased')`;
