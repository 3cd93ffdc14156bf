import type { Db, Schema } from '../schema.ts';

export interface Hold {
  connectionId: string;
  kind: NonNullable<Schema['connections']['hold_kind']>;
  /** Undefined: until a person acts. */
  until: number | undefined;
  message: string;
}

const STRENGTH = { rate_limit: 1, breaker: 2, scope: 3, auth: 3, person: 4 } as const;

/**
 * Stops claims of one connection. A stronger hold (a person's, a failed sign-in) is never replaced by a weaker one. Of
 * pauses that end by themselves (rate limit, breaker) the one that ends later holds: a breaker whose time is up must
 * not keep a vendor's wish to be left alone from being heard.
 */
export async function hold(db: Db, request: Hold): Promise<boolean> {
  const { until } = request;
  const weaker = (Object.keys(STRENGTH) as (keyof typeof STRENGTH)[]).filter((kind) => STRENGTH[kind] <= STRENGTH[request.kind]);
  const rows = await db
    .updateTable('connections')
    .set({ hold_kind: request.kind, hold_until: until ?? null, hold_message: request.message })
    .where('id', '=', request.connectionId)
    .where((where) =>
      where.or([where('hold_kind', 'is', null), until === undefined ? where('hold_kind', 'in', weaker) : where('hold_until', '<=', until)]),
    )
    .returning('id')
    .execute();
  return rows.length > 0;
}

/**
 * Lets a connection go on. `kinds` limits what may be lifted: a success lifts breaker and rate limit, a person
 * everything. With `expiredAt` only a hold that has run out by then.
 */
export async function release(
  db: Db,
  connectionId: string,
  kinds: NonNullable<Schema['connections']['hold_kind']>[],
  expiredAt?: number,
): Promise<boolean> {
  let query = db
    .updateTable('connections')
    .set({ hold_kind: null, hold_until: null, hold_message: null })
    .where('id', '=', connectionId)
    .where('hold_kind', 'in', kinds);
  if (expiredAt !== undefined) query = query.where('hold_until', '<=', expiredAt);
  return (await query.returning('id').execute()).length > 0;
}
