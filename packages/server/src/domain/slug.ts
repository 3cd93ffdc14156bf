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

/** The slug of a name, with a number where it is taken. */
export async function freeSlug(db: Db, table: 'sources' | 'connections' | 'flows', workspaceId: string, name: string): Promise<string> {
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
