import { sql } from 'kysely';
import type { Parts } from '../parts.ts';
import type { Item } from './types.ts';

/** The newest version of a record that was sent on, and digests of what it said. */
export interface Version {
  version: number;
  content: string;
}

export const recordKey = ({ kind, id }: { kind: string; id: string }): string => `${kind}\n${id}`;

/** What was last sent of the records these items are about, by `recordKey`. */
export async function readVersions(parts: Parts, shop: string, items: Item[]): Promise<Map<string, Version>> {
  const ids = [...new Set(items.flatMap(({ record }) => record?.id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await parts.ports.store.db
    .selectFrom('shopify_versions')
    .select(['kind', 'native_id', 'version', 'content'])
    .where('shop', '=', shop)
    .where('native_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [recordKey({ kind: row.kind, id: row.native_id }), { version: row.version, content: row.content }]));
}

/** Notes what was sent. A newer note of somebody else stays. */
export async function noteVersions(parts: Parts, shop: string, newest: Map<string, Version>): Promise<void> {
  if (newest.size === 0) return;
  const { store, clock } = parts.ports;
  const rows = [...newest].map(([key, { version, content }]) => {
    const [kind, id] = key.split('\n') as [string, string];
    return { shop, kind, native_id: id, version, content, seen_at: clock.now() };
  });
  await store.db
    .insertInto('shopify_versions')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['shop', 'kind', 'native_id'])
        .doUpdateSet({
          version: sql<number>`excluded.version`,
          content: sql<string>`excluded.content`,
          seen_at: sql<number>`excluded.seen_at`,
        })
        .where(sql<boolean>`excluded.version >= shopify_versions.version`),
    )
    .execute();
}
