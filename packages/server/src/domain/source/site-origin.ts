import type { Store } from '../../store/store.ts';

/** The origin browsers show for pages of a source's site; undefined where the source has no site, or may not send. */
export async function siteOrigin(store: Store, sourceId: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('sources')
    .select('url')
    .where('id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined && URL.canParse(row.url) ? new URL(row.url).origin : undefined;
}
