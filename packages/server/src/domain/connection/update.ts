import { isDeepStrictEqual } from 'node:util';
import { mergeSettings, splitSecrets } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { resolveAlert } from '../../observe/alerts.ts';
import { AppError } from '../../observe/app-error.ts';
import { type Keyring, SealError } from '../../secrets/keyring.ts';
import { release } from '../../store/outbox/index.ts';
import { recordAudit } from '../audit/record.ts';
import { watchKey } from '../health/watches/alerts.ts';
import { ownerColumns } from '../member/owner.ts';
import { dayBegins, dayOf } from '../times.ts';
import { definitionOf } from './definition.ts';
import { lockConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';
import { auditSettings, checkSettings, openSettings, sealSettings } from './settings.ts';
import { connectionView } from './view.ts';

export interface ConnectionChange {
  workspaceId: string;
  connectionId: string;
  name?: string | undefined;
  /** Null takes the owner away. */
  owner?: string | null | undefined;
  /** The day on which the entered key ends; null: nobody knows of an end. A new key has none until one is said. */
  secretEndsOn?: string | null | undefined;
  /** Only what changes; a masked secret keeps its value, null removes a setting. */
  settings?: Record<string, unknown> | undefined;
  by: string;
}

/** Changes a connection. New credentials end a hold that was about the old ones, and its alert. */
export async function updateConnection(parts: ConnectionParts, request: ConnectionChange) {
  const { store, keyring, clock } = parts;
  const { workspaceId, connectionId, name, owner, secretEndsOn } = request;
  const now = clock.now();
  const changed = await store.transaction(async (trx) => {
    const row = await lockConnection(store, trx, workspaceId, connectionId);
    const definition = definitionOf(parts.destinations, row);
    const old = await knownSettings(keyring, row);
    const settings = request.settings === undefined ? undefined : mergeSettings(definition, old, request.settings);
    if (settings !== undefined) {
      checkSettings(definition, settings);
      refuseKeptSecrets(definition, old, settings);
    }
    const secretsChanged = changedSecrets(definition, old, settings ?? old);
    const ends = secretEndsOn === undefined && secretsChanged.length > 0 ? null : secretEndsOn;
    const after = await trx
      .updateTable('connections')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(owner === undefined ? {} : await ownerColumns(trx, workspaceId, owner)),
        ...(ends === undefined ? {} : { secret_ends_at: dayBegins(ends) }),
        ...(settings === undefined ? {} : await sealSettings(keyring, definition, settings)),
        updated_at: now,
      })
      .where('id', '=', connectionId)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (after.owner !== null) await resolveAlert(trx, workspaceId, watchKey.unowned(connectionId), now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: request.by,
      action: 'connection.updated',
      entity: 'connection',
      entityId: connectionId,
      before: { name: row.name, owner: row.owner, secretEndsOn: dayOf(row.secret_ends_at), ...auditSettings(definition, old) },
      after: {
        name: after.name,
        owner: after.owner,
        secretEndsOn: dayOf(after.secret_ends_at),
        ...auditSettings(definition, settings ?? old),
        secretsChanged,
      },
    });
    // Other secrets may have mended the access, and so may settings that were not usable before.
    if (settings === undefined || (secretsChanged.length === 0 && definition.settings.safeParse(old).success)) return after;
    const lifted = await release(trx, connectionId, ['auth', 'scope']);
    await resolveAlert(trx, workspaceId, `access:${connectionId}`, now);
    return lifted ? { ...after, hold_kind: null, hold_until: null, hold_message: null } : after;
  });
  store.wake();
  return connectionView(parts, changed, now);
}

/**
 * Secrets nobody typed again must not be sent to another server than the one they were entered for: otherwise whoever
 * may change an address could read them there.
 */
function refuseKeptSecrets(definition: DestinationDefinition, old: Record<string, unknown>, settings: Record<string, unknown>): void {
  if (originOf(definition, old) === originOf(definition, settings)) return;
  const before = splitSecrets(definition, old).secrets;
  const kept = Object.entries(splitSecrets(definition, settings).secrets).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) === JSON.stringify(before[key]),
  );
  if (kept.length === 0) return;
  throw new AppError(
    'invalid',
    'The address belongs to another server now. Enter the secrets again, so that the old ones are not sent there.',
    {
      problems: kept.map(([key]) => ({ path: `/settings/${key}`, message: 'Enter this again for the new address.' })),
    },
  );
}

/** Undefined where the settings are not complete enough to say. */
function originOf(definition: DestinationDefinition, settings: Record<string, unknown>): string | undefined {
  const parsed = definition.settings.safeParse(settings);
  return parsed.success ? new URL(definition.baseUrl(parsed.data)).origin : undefined;
}

/** A secret whose sealing key is gone counts as not set, so that it can be entered again. */
async function knownSettings(keyring: Keyring, row: ConnectionRow): Promise<Record<string, unknown>> {
  try {
    return await openSettings(keyring, row);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return JSON.parse(row.settings) as Record<string, unknown>;
  }
}

/** Names of the secrets that are not what they were. */
function changedSecrets(definition: DestinationDefinition, old: Record<string, unknown>, settings: Record<string, unknown>): string[] {
  const [was, is] = [splitSecrets(definition, old).secrets, splitSecrets(definition, settings).secrets];
  return Object.keys({ ...was, ...is }).filter((key) => !isDeepStrictEqual(was[key], is[key]));
}
