import type { Fetch } from '../destinations/kit/http.ts';
import { clientOf, type OAuthClient, refreshTokens } from '../destinations/kit/oauth.ts';
import { needsRefresh, type TokenSet } from '../destinations/kit/tokens.ts';
import { type DestinationDefinition, DestinationFailure } from '../destinations/kit/types.ts';
import { type Alert, openAlert } from '../observe/alerts.ts';
import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';
import { type Keyring, SealError } from '../secrets/keyring.ts';
import { newId } from '../store/ids.ts';
import { hold } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';
import { said } from '../words/said.ts';
import type { ConnectionRow, OpenConnection } from './connections.ts';
import { isRenewed, storeRenewed } from './store-renewed.ts';

export interface CredentialParts {
  store: Store;
  keyring: Keyring;
  fetch: Fetch;
  clock: Clock;
  logger: Logger;
  config: { oauthClients: Record<string, OAuthClient>; allowBaseUrlOverride: boolean };
}

/** A token to call with, or why there is none just now. */
export type Access =
  | { state: 'ready'; accessToken: string | undefined }
  /** It is being renewed by us. When `done` settles, read the connection again and ask again. */
  | { state: 'refreshing'; done: Promise<void> }
  /** Another process renews it, or this one has and could not store it yet; whichever does wakes the workers when it is done. */
  | { state: 'waiting'; until: number }
  /** A person has to sign in again; the connection is on hold and says so. */
  | { state: 'unusable' };

const LEASE_MS = 60_000;
const PAUSE_AFTER_FAILURE_MS = 30_000;
const LOOK_AGAIN_MS = 1000;
const REFUSED_AGAIN_MS = 600_000;

/** Whether the connection calls with tokens; where its settings hold a key instead, it needs none. */
export function usesTokens({ definition: { auth }, settings }: Pick<OpenConnection, 'definition' | 'settings'>): boolean {
  return auth.kind === 'oauth2' && auth.keyInstead?.(settings) !== true;
}

/** What stands in for the vendor's host; only where the configuration allows it. */
export function originOverride(config: { allowBaseUrlOverride: boolean }, row: Pick<ConnectionRow, 'base_url'>): string | undefined {
  return config.allowBaseUrlOverride && row.base_url !== null ? new URL(row.base_url).origin : undefined;
}

/** The environment variable that holds a destination's OAuth app. */
export function oauthVariable(destination: string): string {
  return `HANDOFF_OAUTH_${destination.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * Gives the access token of a connection, refreshing it where it is due. One worker of all processes holds the
 * refresh lease at a time, taken by compare-and-set; the call is made outside any transaction, and the new pair is
 * stored before its first use. A refresh never blocks other connections: the caller comes back when `done` settles.
 */
export async function accessFor(parts: CredentialParts, connection: OpenConnection): Promise<Access> {
  const { row, definition } = connection;
  if (!usesTokens(connection)) return { state: 'ready', accessToken: undefined };
  if (row.tokens === null) {
    await requireReconnect(parts, row, `${row.name} was never signed in to. Open it and connect it.`);
    return { state: 'unusable' };
  }
  const tokens = await openTokens(parts, connection, row.tokens);
  if (tokens === undefined) return { state: 'unusable' };
  const now = parts.clock.now();
  if (!needsRefresh(tokens, definition, now)) return { state: 'ready', accessToken: tokens.accessToken };
  if (isRenewed(row.tokens)) return { state: 'waiting', until: now + LOOK_AGAIN_MS };
  const lease = await takeLease(parts, row.id, row.tokens);
  if (lease !== undefined) return { state: 'refreshing', done: refresh(parts, connection, tokens, lease) };
  const current = await parts.store.db.selectFrom('connections').selectAll().where('id', '=', row.id).executeTakeFirst();
  if (current !== undefined && current.tokens !== null && current.tokens !== row.tokens)
    return accessFor(parts, { ...connection, row: current });
  return { state: 'waiting', until: now + LOOK_AGAIN_MS };
}

/** Tokens sealed with a key that is gone cannot come back: only a new sign-in helps, and only this connection stops. */
async function openTokens(parts: CredentialParts, connection: OpenConnection, sealed: string): Promise<TokenSet | undefined> {
  try {
    return JSON.parse(await parts.keyring.open(sealed)) as TokenSet;
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    await requireReconnect(parts, connection.row, error.message);
    return undefined;
  }
}

/** Undefined: another holds the lease, or the tokens changed since they were read. */
async function takeLease(parts: CredentialParts, connectionId: string, seen: string): Promise<string | undefined> {
  const lease = newId('lse');
  const now = parts.clock.now();
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
  const { row } = connection;
  let sealed: string;
  try {
    sealed = await parts.keyring.seal(JSON.stringify(await renewedTokens(parts, connection, tokens)));
  } catch (error) {
    return refreshFailed(parts, connection, lease, error);
  }
  if (await storeRenewed(parts, { row, tokens: sealed, lease })) parts.store.wake();
}

async function renewedTokens(parts: CredentialParts, { row, definition, settings }: OpenConnection, tokens: TokenSet): Promise<TokenSet> {
  const client = clientOf(definition, parts.config.oauthClients);
  if (client === undefined) throw noClient(definition);
  const { fetch, clock, config } = parts;
  return refreshTokens({ definition, settings, client, fetch, now: clock.now, originOverride: originOverride(config, row) }, tokens);
}

function noClient({ type, title }: DestinationDefinition): DestinationFailure {
  const message = `This server has no OAuth app for ${title}. Set ${oauthVariable(type)}=clientId:clientSecret and restart it.`;
  return new DestinationFailure({ kind: 'reauth', code: 'no_oauth_app', message });
}

async function refreshFailed(parts: CredentialParts, connection: OpenConnection, lease: string, error: unknown): Promise<void> {
  const { row } = connection;
  const classification = error instanceof DestinationFailure ? error.classification : undefined;
  parts.logger.warn({ connection: row.id, outcome: classification?.kind ?? 'error' }, 'token refresh failed');
  const mustReconnect = classification?.kind === 'reauth' || classification?.kind === 'permanent';
  const until = parts.clock.now() + PAUSE_AFTER_FAILURE_MS;
  // The lease is kept as a pause: no replica that claimed before the hold below asks the vendor the same again.
  const owned = await parts.store.db
    .updateTable('connections')
    .set({ refresh_lease_until: until })
    .where('id', '=', row.id)
    .where('refresh_lease', '=', lease)
    .returning('id')
    .execute();
  // Somebody signed in again meanwhile: the old token's end is no news.
  if (owned.length === 0) return;
  if (mustReconnect) return requireReconnect(parts, row, classification.message);
  const message = `${connection.definition.title} did not renew the access just now. It is tried again in half a minute.`;
  await hold(parts.store.db, { connectionId: row.id, kind: 'breaker', until, message });
}

/**
 * After a vendor refused a token that should have been good (it ended the session, or its expiry is not known):
 * marks it as run out, so that the next claim renews it. Answers false where that cannot help, because there is
 * nothing to renew it with or it was renewed for the same reason a moment ago: then a person has to sign in.
 */
export async function renewRefused(parts: CredentialParts, connection: OpenConnection): Promise<boolean> {
  const { row } = connection;
  if (!usesTokens(connection) || row.tokens === null) return false;
  const tokens = await openTokens(parts, connection, row.tokens);
  const now = parts.clock.now();
  if (tokens?.refreshToken === undefined || now - (tokens.refusedAt ?? Number.NEGATIVE_INFINITY) < REFUSED_AGAIN_MS) return false;
  // Where the tokens are others by now, somebody renewed them already.
  await parts.store.db
    .updateTable('connections')
    .set({ tokens: await parts.keyring.seal(JSON.stringify({ ...tokens, expiresAt: 0, refusedAt: now } satisfies TokenSet)) })
    .where('id', '=', row.id)
    .where('tokens', '=', row.tokens)
    .execute();
  return true;
}

/** Holds a connection until a person opens it and saves or signs in again, and tells its owner; both or neither. */
export async function requireReconnect(
  { store, clock }: Pick<CredentialParts, 'store' | 'clock'>,
  row: ConnectionRow,
  message: string,
): Promise<void> {
  const alert: Alert = {
    workspaceId: row.workspace_id,
    key: `access:${row.id}`,
    kind: 'auth',
    message: said('alert.of', { name: row.name, words: message }),
    about: { kind: 'connection', id: row.id },
  };
  await store.transaction(async (trx) => {
    await hold(trx, { connectionId: row.id, kind: 'auth', until: undefined, message });
    await openAlert(trx, alert, clock.now());
  });
}
