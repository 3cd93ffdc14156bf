import type { Selectable } from 'kysely';
import type { Schema } from '../../store/schema.ts';

/** A workspace as the API shows it. */
export function workspaceView(row: Pick<Selectable<Schema['workspaces']>, 'id' | 'name' | 'created_at'>) {
  return { id: row.id, name: row.name, createdAt: new Date(row.created_at).toISOString() };
}
