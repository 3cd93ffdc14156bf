import { AppError } from '../observe/app-error.ts';
import type { Db } from '../store/schema.ts';

/** A name as a slug: `Contact form (EN)` → `contact-form-en`. */
export function toSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'item' : slug;
}

/**
 * Inserts a row under its own slug, else under the first free one of its name; where somebody takes that at the same
 * moment, under the next. `insert` answers undefined where the slug is taken.
 * @throws AppError `conflict` where the slug that was asked for is taken.
 */
export async function insertWithSlug<T>(
  db: Db,
  row: { table: 'sources' | 'connections' | 'flows'; workspaceId: string; name: string; slug?: string | undefined },
  insert: (slug: string) => Promise<T | undefined>,
): Promise<T> {
  const { table, workspaceId, name } = row;
  for (;;) {
    const slug = row.slug ?? (await freeSlug(db, table, workspaceId, name));
    const inserted = await insert(slug);
    if (inserted !== undefined) return inserted;
    if (row.slug !== undefined)
      throw new AppError('conflict', `There is a ${ENTITY[table]} with the short name "${slug}" already. Choose another.`);
  }
}

const ENTITY = { sources: 'source', connections: 'connection', flows: 'flow' } as const;

/** The slug of a name, with a number where it is taken. */
async function freeSlug(db: Db, table: 'sources' | 'connections' | 'flows', workspaceId: string, name: string): Promise<string> {
  const base = toSlug(name);
  const rows = await db
    .selectFrom(table)
    .select('slug')
    .where('workspace_id', '=', workspaceId)
    .where('slug', 'like', `${base}%`)
    .execute();
  const taken = new Set(rows.map((row) => row.slug));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
