import { MASK, maskSettings, secretKeys } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { type Keyring, SealError } from '../../secrets/keyring.ts';
import { dayOf } from '../times.ts';
import { openSettings } from './settings.ts';

/** A connection as the API shows it: secrets masked, no tokens. `now` decides whether a hold has run out. */
export async function connectionView(
  parts: { keyring: Keyring; destinations: Record<string, DestinationDefinition> },
  row: ConnectionRow,
  now: number,
) {
  const definition = parts.destinations[row.destination];
  const { masked, hasKey } = await shownSettings(parts.keyring, definition, row);
  return {
    id: row.id,
    slug: row.slug,
    destination: row.destination,
    name: row.name,
    owner: row.owner,
    ownerId: row.owner_member_id,
    secretEndsOn: dayOf(row.secret_ends_at),
    settings: masked,
    authorized: definition !== undefined && (definition.auth.kind !== 'oauth2' || hasKey || row.tokens !== null),
    account: row.account,
    scopes: JSON.parse(row.scopes) as string[],
    hold: holdOf(row, now),
    baseUrl: row.base_url,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

async function shownSettings(keyring: Keyring, definition: DestinationDefinition | undefined, row: ConnectionRow) {
  const plain = JSON.parse(row.settings) as Record<string, unknown>;
  // A destination this server no longer has: which settings are secret is unknown, and none is shown that was sealed.
  if (definition === undefined) return { masked: plain, hasKey: false };
  try {
    const settings = await openSettings(keyring, row);
    const hasKey = definition.auth.kind === 'oauth2' && definition.auth.keyInstead?.(settings) === true;
    return { masked: maskSettings(definition, settings), hasKey };
  } catch (error) {
    // The list must still open where one seal does not: that is where the owner enters the secret again.
    if (!(error instanceof SealError)) throw error;
    return { masked: { ...plain, ...Object.fromEntries(secretKeys(definition).map((key) => [key, MASK])) }, hasKey: false };
  }
}

/** The pause a connection is under at `now`, if any. */
export function holdOf(row: ConnectionRow, now: number) {
  if (row.hold_kind === null || (row.hold_until !== null && row.hold_until <= now)) return null;
  return {
    kind: row.hold_kind,
    until: row.hold_until === null ? null : new Date(row.hold_until).toISOString(),
    message: row.hold_message ?? '',
  };
}
