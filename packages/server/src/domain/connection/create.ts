import { AppError } from '../../observe/app-error.ts';
import { newId } from '../../store/ids.ts';
import { recordAudit } from '../audit/record.ts';
import { ownerColumns } from '../member/owner.ts';
import { insertWithSlug } from '../slug.ts';
import { dayBegins } from '../times.ts';
import { findDefinition } from './definition.ts';
import type { ConnectionParts } from './parts.ts';
import { auditSettings, checkSettings, sealSettings } from './settings.ts';
import { connectionView } from './view.ts';

export interface NewConnection {
  workspaceId: string;
  destination: string;
  name: string;
  slug: string | undefined;
  owner: string | undefined;
  /** The day on which the entered key ends, as `2027-03-31`; it works until then. */
  secretEndsOn?: string | undefined;
  settings: Record<string, unknown>;
  /** Stands in for the vendor's address; refused unless the configuration allows it. */
  baseUrl: string | undefined;
  by: string;
}

/** Adds an account at a destination. Secrets are sealed before they reach the store. */
export async function createConnection(parts: ConnectionParts, request: NewConnection) {
  const { workspaceId, destination, name, settings } = request;
  const definition = findDefinition(parts.destinations, destination);
  if (definition === undefined) {
    throw new AppError(
      'invalid',
      `This server knows no destination called "${destination}". It knows: ${Object.keys(parts.destinations).join(', ')}.`,
      {
        problems: [{ path: '/destination', message: 'Not known here.' }],
      },
    );
  }
  if (request.baseUrl !== undefined && !parts.config.allowBaseUrlOverride) {
    throw new AppError(
      'forbidden',
      'This server does not let a connection replace its vendor’s address. Leave out baseUrl, or start the server with HANDOFF_ALLOW_BASE_URL_OVERRIDE=true.',
    );
  }
  checkSettings(definition, settings);
  const sealed = await sealSettings(parts.keyring, definition, settings);
  const now = parts.clock.now();
  const row = await parts.store.transaction(async (trx) => {
    const owned = await ownerColumns(trx, workspaceId, request.owner ?? null);
    const inserted = await insertWithSlug(trx, { table: 'connections', workspaceId, name, slug: request.slug }, (slug) =>
      trx
        .insertInto('connections')
        .values({
          id: newId('con'),
          workspace_id: workspaceId,
          slug,
          destination,
          name,
          ...owned,
          secret_ends_at: dayBegins(request.secretEndsOn ?? null),
          ...sealed,
          scopes: '[]',
          base_url: request.baseUrl ?? null,
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
    );
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: request.by,
      action: 'connection.created',
      entity: 'connection',
      entityId: inserted.id,
      after: {
        name,
        destination,
        slug: inserted.slug,
        owner: inserted.owner,
        baseUrl: inserted.base_url,
        secretEndsOn: request.secretEndsOn ?? null,
        ...auditSettings(definition, settings),
      },
    });
    return inserted;
  });
  return connectionView(parts, row, now);
}
