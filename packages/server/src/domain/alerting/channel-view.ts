import { type AlertChannel, ChannelSettings } from '@handoff/shared/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Schema } from '../../store/schema.ts';
import { toIso, toIsoOrNull } from '../times.ts';

export type ChannelRow = Selectable<Schema['alert_channels']>;

export function channelView(row: ChannelRow): z.input<typeof AlertChannel> {
  return {
    id: row.id,
    name: row.name,
    to:
      row.connection_id === null ? { kind: 'email', address: row.address ?? '' } : { kind: 'connection', connectionId: row.connection_id },
    settings: ChannelSettings.parse(JSON.parse(row.settings)),
    lastSentAt: toIsoOrNull(row.last_sent_at),
    failure: row.failed_at === null ? null : { at: toIso(row.failed_at), message: row.error ?? '' },
  };
}
