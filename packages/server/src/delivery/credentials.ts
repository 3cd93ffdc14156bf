import type { Fetch } from '../destinations/kit/http.ts';
import { type OAuthClient, refreshTokens } from '../destinations/kit/oauth.ts';
import { needsRefresh, type TokenSet } from '../destinations/kit/tokens.ts';
import { DestinationFailure } from '../destinations/kit/types.ts';
import { openAlert, resolveAlert } from '../observe/alerts.ts';
import type { Logger } from '../observe/logger.ts';
import type { Keyring } from '../secrets/keyring.ts';
import { newId } from '../store/ids.ts';
import { hold } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';
import type { OpenConnection } from './connections.ts';

export interface CredentialParts {
  store: Store;
  keyring: Keyring;
  fetch: Fetch;
  now: () => number;
  logger: Logger;
  oauthClients: Record<string, OAuthClient>;
  /** Stands in for the vendor's host; only where the configuration allows it. */
  originOverride: (connection: OpenConnection) => string | undefined;
}

/** A token to call with, or the refresh that has to end first. */
export type Access =
  | { state: 'ready'; accessToken: string | undefined }
  | { state: 'refreshing'; done: Promise<void> }
  | { state: 'unusable' };

const LEASE_MS = 60_000;
const PAUSE_AFTER_FAILURE_MS = 30_000;

/**
 * Gives the access token of a connection, refreshing it where it is due. One worker of all processes holds the
 * refresh lease at a time, taken by compare-and-set; the call is made outside any transaction, and the new pair is
 * stored before its first use. A refresh never blocks other connections: the caller comes back when `done` settles.
 */
export async function accessFor(parts: CredentialParts, connection: OpenConnection): Promise<Access> {
  const { row, definition, settings } = connection;
  const { auth } = definition;
  if (auth.kind !== 'oauth2' || auth.keyInstead?.(settings) === true) return { state: 'ready', accessToken: undefined };
  if (row.tokens === null) {
    await requireReconnect(parts, connection, `${row.name} was never signed in to. Open it and connect it.`);
    return { state: 'unusable' };
  }
  const tokens = JSON.parse(await parts.keyring.open(row.tokens)) as TokenSet;
  if (!needsRefresh(tokens, definition, parts.now())) return { state: 'ready', accessToken: tokens.accessToken };
  const lease = await takeLease(parts, row.id, row.tokens);
  if (lease === undefined) return { state: 'refreshing', done: Promise.resolve() };
  return { state: 'refreshing', done: refresh(parts, connection, tokens, lease) };
}

/** Undefined: another holds the lease, or the tokens changed since they were read. */
async function takeLease(parts: CredentialParts, connectionId: string, seen: string): Promise<string | undefined> {
  const lease = newId('lse');
  const now = parts.now();
  const rows = await parts.store.db
    .updateTable('connections')
    .set({ refresh_lease: lease, refresh_lease_until: now + LEASE_MS })
    .where('id', '=', connectionId)
    .where('tokens', '=', seen)
    .where((where) => where.or([where('refresh_lease_until', 'is', null), where('refresh_lease_until', '<=', now)]))
    .returning('id')
    .execute();
  return rows.length === 0 ? undefined : lease;
}

async function refresh(parts: CredentialParts, connection: OpenConnection, tokens: TokenSet, lease: string): Promise<void> {
  const { row, definition, settings } = connection;
  const client = parts.oauthClients[definition.type];
  if (client === undefined) {
    await requireReconnect(
      parts,
      connection,
      `This server has no OAuth app for ${definition.title}. Set HANDOFF_OAUTH_${definition.type.toUpperCase().replaceAll('-', '_')}.`,
    );
    return;
  }
  try {
    const fresh = await refreshTokens(
      { definition, settings, client, fetch: parts.fetch, now: parts.now, originOverride: parts.originOverride(connection) },
      tokens,
    );
    await parts.store.db
      .updateTable('connections')
      .set({ tokens: await parts.keyring.seal(JSON.stringify(fresh)), refresh_lease: null, refresh_lease_until: null })
      .where('id', '=', row.id)
      .where('refresh_lease', '=', lease)
      .execute();
    await resolveAlert(parts.store.db, row.workspace_id, `access:${row.id}`, parts.now());
  } catch (error) {
    await refreshFailed(parts, connection, lease, error);
  }
}

async function refreshFailed(parts: CredentialParts, connection: OpenConnection, lease: string, error: unknown): Promise<void> {
  const { row } = connection;
  const classification = error instanceof DestinationFailure ? error.classification : undefined;
  parts.logger.warn({ connection: row.id, outcome: classification?.kind ?? 'error' }, 'token refresh failed');
  if (classification?.kind === 'reauth' || classification?.kind === 'permanent') {
    await requireReconnect(parts, connection, classification.message);
    return;
  }
  // Keep the lease as a pause, so that no replica hammers the vendor.
  await parts.store.db
    .updateTable('connections')
    .set({ refresh_lease_until: parts.now() + PAUSE_AFTER_FAILURE_MS })
    .where('id', '=', row.id)
    .where('refresh_lease', '=', lease)
    .execute();
  await hold(parts.store.db, {
    connectionId: row.id,
    kind: 'breaker',
    until: parts.now() + PAUSE_AFTER_FAILURE_MS,
    message: `${connection.definition.title} did not renew the access just now. It is tried again in half a minute.`,
  });
}

async function requireReconnect(parts: CredentialParts, connection: OpenConnection, message: string): Promise<void> {
  const { row } = connection;
  await hold(parts.store.db, { connectionId: row.id, kind: 'auth', until: undefined, message });
  await openAlert(
    parts.store.db,
    { workspaceId: row.workspace_id, key: `access:${row.id}`, kind: 'auth', message: `${row.name}: ${message}` },
    parts.now(),
  );
}
