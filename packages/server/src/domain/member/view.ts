import type { Selectable } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { toIso, toIsoOrNull } from '../times.ts';

export type MemberRow = Selectable<Schema['members']>;

/** A member as the API shows them. */
export function memberView(row: MemberRow) {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    invitedAt: toIso(row.invited_at),
    invitedBy: row.invited_by,
    lastSeenAt: toIsoOrNull(row.last_seen_at),
  };
}
