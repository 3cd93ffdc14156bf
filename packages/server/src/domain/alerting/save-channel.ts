import type { ChannelSettings } from '@handoff/shared/api';
import type { Transaction } from 'kysely';
import { AppError } from '../../observe/app-error.ts';
import { newId } from '../../store/ids.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Schema } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import { findConnection } from '../connection/find.ts';
import type { Reach } from '../reach.ts';
import { channelView, type ChannelRow } from './channel-view.ts';
import { findChannel } from './find.ts';
import type { AlertingParts } from './parts.ts';
import { digestAt } from './plan-digests.ts';
import { CHANNEL_DESTINATIONS } from './through-connection.ts';

/** A channel as it is asked for. */
export interface ChannelRequest {
  name: string;
  to: { kind: 'email'; address: string } | { kind: 'connection'; connectionId: string };
  settings: ChannelSettings;
}

const MOST = 50;

export async function createChannel({ store, clock }: AlertingParts, { workspaceId, by: actor }: Reach, request: ChannelRequest) {
  return store.transaction(async (trx) => {
    const at = clock.now();
    const there = await trx
      .selectFrom('alert_channels')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('workspace_id', '=', workspaceId)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (there.count >= MOST) throw new AppError('conflict', `A workspace has at most ${MOST} channels. Remove one first.`);
    const row: ChannelRow = {
      id: newId('chn'),
      workspace_id: workspaceId,
      ...(await columnsOf(trx, workspaceId, request, at)),
      last_sent_at: null,
      failed_at: null,
      error: null,
      created_at: at,
      removed_at: null,
    };
    await trx.insertInto('alert_channels').values(row).execute();
    await recordAudit(trx, {
      workspaceId,
      at,
      actor,
      action: 'alert_channel.created',
      entity: 'alert_channel',
      entityId: row.id,
      after: request,
    });
    return channelView(row);
  });
}

export async function updateChannel(
  { store, clock }: AlertingParts,
  { workspaceId, by: actor }: Reach,
  channelId: string,
  request: ChannelRequest,
) {
  return store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, workspaceId);
    const at = clock.now();
    const before = await findChannel(trx, workspaceId, channelId);
    const columns = await columnsOf(trx, workspaceId, request, at);
    // A failure says nothing of another address.
    const isElsewhere = before.address !== columns.address || before.connection_id !== columns.connection_id;
    const row = { ...before, ...columns, ...(isElsewhere ? { failed_at: null, error: null } : {}) };
    await trx.updateTable('alert_channels').set(row).where('id', '=', channelId).where('workspace_id', '=', workspaceId).execute();
    const { name, to, settings } = channelView(before);
    await recordAudit(trx, {
      workspaceId,
      at,
      actor,
      action: 'alert_channel.changed',
      entity: 'alert_channel',
      entityId: channelId,
      before: { name, to, settings },
      after: request,
    });
    return channelView(row);
  });
}

async function columnsOf(trx: Transaction<Schema>, workspaceId: string, { name, to, settings }: ChannelRequest, now: number) {
  if (to.kind === 'connection') {
    const connection = await findConnection(trx, workspaceId, to.connectionId);
    if (!CHANNEL_DESTINATIONS.includes(connection.destination))
      throw new AppError(
        'invalid',
        `“${connection.name}” cannot send messages to people. Choose one of ${CHANNEL_DESTINATIONS.join(', ')}.`,
      );
  }
  const kind: ChannelRow['kind'] = to.kind;
  return {
    name,
    kind,
    address: to.kind === 'email' ? to.address : null,
    connection_id: to.kind === 'connection' ? to.connectionId : null,
    settings: JSON.stringify(settings),
    digest_at: digestAt(settings, now),
    updated_at: now,
  };
}
