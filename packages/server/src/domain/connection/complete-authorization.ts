import type { ConnectionRow } from '../../delivery/connections.ts';
import { originOverride } from '../../delivery/credentials.ts';
import { completeAuthorization as complete } from '../../destinations/kit/oauth.ts';
import { mergeSettings } from '../../destinations/kit/settings.ts';
import type { TokenSet } from '../../destinations/kit/tokens.ts';
import { type DestinationDefinition, DestinationFailure } from '../../destinations/kit/types.ts';
import { resolveAlert } from '../../observe/alerts.ts';
import { AppError } from '../../observe/app-error.ts';
import { hashSecret } from '../../secrets/hash.ts';
import { release } from '../../store/outbox/index.ts';
import { said } from '../../words/said.ts';
import { recordAudit } from '../audit/record.ts';
import { requiredScopes } from './begin-authorization.ts';
import { definitionOf } from './definition.ts';
import { findConnection, lockConnection } from './find.ts';
import { oauthClientOf, redirectUri } from './oauth-client.ts';
import type { ConnectionParts } from './parts.ts';
import { checkSettings, openSettings, sealSettings } from './settings.ts';
import { type ConnectionTest, testConnection } from './test.ts';

type Parts = ConnectionParts & { publicUrl: () => string };

export interface Authorized {
  /** The destination's name. */
  title: string;
  connection: string;
  workspace: string;
  /** Whether the new access works. */
  test: ConnectionTest;
}

/**
 * Takes a person back from the vendor: checks the state, once, trades the code for tokens, keeps them sealed, and lets
 * a held connection go on. Throws `AppError` with words for that person.
 */
export async function completeAuthorization(parts: Parts, answer: URLSearchParams): Promise<Authorized> {
  const { store } = parts;
  const begun = await takeState(parts, answer.get('state'));
  const row = await findConnection(store.db, begun.workspace_id, begun.connection_id);
  const definition = definitionOf(parts.destinations, row);
  const { tokens, found } = await tradeCode(parts, definition, row, { verifier: begun.code_verifier, answer });
  await storeAccess(parts, { definition, row, actor: begun.actor, tokens, found });
  const test = await testConnection(parts, { workspaceId: row.workspace_id, connectionId: row.id, by: begun.actor });
  const workspace = await store.db.selectFrom('workspaces').select('name').where('id', '=', row.workspace_id).executeTakeFirstOrThrow();
  return { title: definition.title, connection: row.name, workspace: workspace.name, test };
}

/** Removes the state as it is read, so that it serves once, also when two requests bring it together. */
async function takeState(parts: Parts, state: string | null) {
  const taken = await parts.store.db
    .deleteFrom('oauth_states')
    .where('state_hash', '=', hashSecret(state ?? ''))
    .returningAll()
    .executeTakeFirst();
  if (taken === undefined || taken.expires_at <= parts.clock.now()) {
    throw new AppError('code_invalid', said('connect.used'));
  }
  return taken;
}

async function tradeCode(
  parts: Parts,
  definition: DestinationDefinition,
  row: ConnectionRow,
  back: { verifier: string; answer: URLSearchParams },
) {
  const { auth } = definition;
  const override = originOverride(parts.config, row);
  const entered = await openSettings(parts.keyring, row);
  const settings: unknown = definition.settings.parse(entered);
  const context = {
    definition,
    settings,
    client: oauthClientOf(parts, definition),
    fetch: parts.fetch,
    now: parts.clock.now,
    originOverride: override,
  };
  const begun = {
    state: back.answer.get('state') ?? '',
    codeVerifier: await parts.keyring.open(back.verifier),
    redirectUri: redirectUri(parts.publicUrl()),
  };
  try {
    const tokens = await complete(context, begun, back.answer);
    const fetch = (request: Request) =>
      parts.fetch(override === undefined ? request : new Request(atOrigin(request.url, override), request));
    const told = { ...tokens.extra, access_token: tokens.accessToken };
    const found = auth.kind === 'oauth2' ? await auth.settingsFromToken?.(told, fetch, { settings, callback: back.answer }) : undefined;
    return { tokens, found: (found ?? {}) as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    throw new AppError('destination_failed', error.message, { cause: error });
  }
}

function atOrigin(address: string, origin: string): URL {
  const { pathname, search } = new URL(address);
  return new URL(pathname + search, origin);
}

interface NewAccess {
  definition: DestinationDefinition;
  row: ConnectionRow;
  actor: string;
  tokens: TokenSet;
  /** Settings the vendor told with the tokens. */
  found: Record<string, unknown>;
}

async function storeAccess(parts: Parts, { definition, row, actor, tokens, found }: NewAccess): Promise<void> {
  const { store, keyring, clock } = parts;
  const sealed = await keyring.seal(JSON.stringify(tokens));
  const scopes = grantedScopes(definition, tokens);
  const now = clock.now();
  await store.transaction(async (trx) => {
    // Settings may have been changed while the person was at the vendor: merge into what is there now.
    const current = await lockConnection(store, trx, row.workspace_id, row.id);
    const settings = mergeSettings(definition, await openSettings(keyring, current), found);
    checkSettings(definition, settings);
    await trx
      .updateTable('connections')
      .set({
        ...(await sealSettings(keyring, definition, settings)),
        tokens: sealed,
        scopes: JSON.stringify(scopes),
        refresh_lease: null,
        refresh_lease_until: null,
        updated_at: now,
      })
      .where('id', '=', row.id)
      .execute();
    await release(trx, row.id, ['auth', 'scope']);
    await resolveAlert(trx, row.workspace_id, `access:${row.id}`, now);
    await recordAudit(trx, {
      workspaceId: row.workspace_id,
      at: now,
      actor,
      action: 'connection.authorized',
      entity: 'connection',
      entityId: row.id,
      before: { scopes: JSON.parse(current.scopes) as string[] },
      after: { scopes },
    });
  });
  store.wake();
}

/** As the vendor told; one that does not tell granted what was asked (RFC 6749, 5.1). */
function grantedScopes(definition: DestinationDefinition, tokens: TokenSet): string[] {
  return tokens.scopes ?? requiredScopes(definition);
}
