import { keyFingerprint } from '@handoff/shared/event';
import type { Selectable } from 'kysely';
import { SourceSettings } from '../../sources/settings.ts';
import type { Db, Schema } from '../../store/schema.ts';
import { toIso, toIsoOrNull } from '../times.ts';

export type SourceRow = Selectable<Schema['sources']>;

/** Sources as the API shows them: settings with their defaults, and the fingerprint of the key pair where there is one. */
export async function sourceViews(db: Db, rows: SourceRow[]) {
  const keys = await publicKeys(db, rows);
  return Promise.all(
    rows.map(async (row) => {
      const key = keys.get(row.id);
      const stored = JSON.parse(row.settings) as Record<string, unknown>;
      return {
        id: row.id,
        slug: row.slug,
        kind: row.kind,
        name: row.name,
        url: row.url,
        settings: { ...stored, ...SourceSettings.parse(stored) },
        fingerprint: key === undefined ? null : await keyFingerprint(key),
        createdAt: toIso(row.created_at),
        revokedAt: toIsoOrNull(row.revoked_at),
        lastEventAt: toIsoOrNull(row.last_event_at),
      };
    }),
  );
}

export async function sourceView(db: Db, row: SourceRow) {
  const [view] = await sourceViews(db, [row]);
  return view as NonNullable<typeof view>;
}

async function publicKeys(db: Db, rows: SourceRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const keys = await db
    .selectFrom('source_keys')
    .select(['source_id', 'material'])
    .where(
      'source_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('kind', '=', 'ed25519')
    .where('revoked_at', 'is', null)
    .execute();
  return new Map(keys.map((key) => [key.source_id, key.material]));
}
