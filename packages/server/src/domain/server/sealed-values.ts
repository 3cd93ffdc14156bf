import { sql } from 'kysely';
import type { Db } from '../../store/schema.ts';

/** Every column that holds sealed values. One that is missing here would be forgotten by a rotation, and lost with the old key. */
const PLACES = [
  { table: 'server_keys', id: 'purpose', column: 'sealed', where: sql`true`, what: 'this server’s own key' },
  { table: 'source_keys', id: 'id', column: 'material', where: sql`kind = 'hmac'`, what: 'the signing secret of a source' },
  { table: 'screening_services', id: 'id', column: 'secret', where: sql`true`, what: 'the key of an outside spam filter' },
  { table: 'connections', id: 'id', column: 'secrets', where: sql`true`, what: 'the credentials of connection' },
  { table: 'connections', id: 'id', column: 'tokens', where: sql`true`, what: 'the tokens of connection' },
  { table: 'oauth_states', id: 'state_hash', column: 'code_verifier', where: sql`true`, what: 'a sign-in under way' },
  { table: 'erasures', id: 'id', column: 'person', where: sql`state = 'pending'`, what: 'a person to be erased, request' },
  { table: 'shopify_shops', id: 'shop', column: 'tokens', where: sql`true`, what: 'the tokens of the shop' },
  { table: 'shopify_shops', id: 'shop', column: 'signing_key', where: sql`true`, what: 'the signing key of the shop' },
] as const;

export interface SealedValue {
  place: (typeof PLACES)[number];
  id: string;
  sealed: string;
}

const PAGE = 200;

/** Every sealed value of the store, a page at a time. */
export async function* sealedValues(db: Db): AsyncGenerator<SealedValue> {
  for (const place of PLACES) {
    const [table, id, column] = [sql.table(place.table), sql.ref(place.id), sql.ref(place.column)];
    for (let after = ''; ;) {
      const { rows } = await sql<{ id: string; sealed: string }>`
        select ${id} as id, ${column} as sealed from ${table}
        where ${column} is not null and ${place.where} and ${id} > ${after} order by ${id} limit ${PAGE}
      `.execute(db);
      for (const row of rows) yield { place, ...row };
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
}

/** Puts `sealed` in the place of a value, unless that was changed meanwhile. */
export async function replaceSealed(db: Db, value: SealedValue, sealed: string): Promise<boolean> {
  const { place, id } = value;
  const result = await sql`
    update ${sql.table(place.table)} set ${sql.ref(place.column)} = ${sealed}
    where ${sql.ref(place.id)} = ${id} and ${sql.ref(place.column)} = ${value.sealed}
  `.execute(db);
  return Number(result.numAffectedRows ?? 0) === 1;
}

/** In words for the operator: `the credentials of connection con_…`. */
export function describeSealed({ place, id }: SealedValue): string {
  return `${place.what} ${id}`;
}
