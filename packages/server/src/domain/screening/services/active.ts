import { SCREENED_EVENT_TYPES } from '@handoff/shared/event';
import { type Expression, expressionBuilder, sql, type SqlBool } from 'kysely';
import type { Keyring } from '../../../secrets/keyring.ts';
import type { ActiveService } from '../../../screening/services/ask.ts';
import type { ScreeningSettings } from '../../../screening/types.ts';
import { SourceSettings } from '../../../sources/settings.ts';
import type { Db, Schema } from '../../../store/schema.ts';
import { openSecret, settingsOf } from './settings.ts';

/** The sources of a workspace whose messages wait for outside services, usually none. */
export async function askingSources(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('screening_services')
    .select('source_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('active', '=', sql.lit(1))
    .execute();
  return rows.map((row) => row.source_id);
}

/** Which events of a workspace the services of their source are still to be asked about, where there are such. */
export function awaitsServices(workspaceId: string, now: number): Expression<SqlBool> {
  const event = expressionBuilder<Schema, 'events'>();
  return event.and([
    event('events.workspace_id', '=', workspaceId),
    event('events.state', '=', sql.lit('received')),
    event('events.process_at', '<=', now),
    event('events.asked', 'is', null),
    event('events.type', 'in', SCREENED_EVENT_TYPES),
  ]);
}

/** How one source's messages are asked about. */
export interface Asking {
  screening: ScreeningSettings;
  services: ActiveService[];
}

/**
 * The services that events of a workspace wait for now, by source; secrets are opened for these only. One query where none waits,
 * which begins at the services: usually there are none.
 */
export async function awaitedServices(db: Db, keyring: Keyring, workspaceId: string, now: number): Promise<Map<string, Asking>> {
  const rows = await db
    .selectFrom('screening_services')
    .innerJoin('sources', 'sources.id', 'screening_services.source_id')
    .select(['screening_services.id', 'source_id', 'service', 'secret', 'problem', 'screening_services.settings'])
    .select(['sources.kind', 'sources.url', 'sources.settings as source_settings'])
    .where('screening_services.workspace_id', '=', workspaceId)
    .where('active', '=', sql.lit(1))
    .where((where) =>
      where.exists(
        where
          .selectFrom('events')
          .select('events.id')
          .where(awaitsServices(workspaceId, now))
          .whereRef('events.source_id', '=', 'sources.id'),
      ),
    )
    .execute();
  const found = new Map<string, Asking>();
  for (const row of rows) {
    const { screening } = SourceSettings.parse(JSON.parse(row.source_settings));
    const asking = found.get(row.source_id) ?? { screening, services: [] };
    asking.services.push(await openService(keyring, row));
    found.set(row.source_id, asking);
  }
  return found;
}

type Row = Pick<Schema['screening_services'], 'id' | 'service' | 'secret' | 'settings' | 'problem'> & { kind: string; url: string };

async function openService(keyring: Keyring, { id, service, secret: sealed, settings, problem, kind, url }: Row): Promise<ActiveService> {
  const opened = { id, problem, secret: await openSecret(keyring, sealed) };
  if (service === 'akismet') return { ...opened, service, site: settingsOf({ settings }).site ?? url };
  return { ...opened, service, host: hostOf({ kind, url }) };
}

/** Undefined for a shop: visitors meet it under addresses that only Shopify knows, and the widget has its own list of them. */
function hostOf({ kind, url }: Pick<Row, 'kind' | 'url'>): string | undefined {
  if (kind === 'shopify') return undefined;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
