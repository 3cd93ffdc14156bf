import { ChannelSettings } from '@handoff/shared/api';
import { nextTimeOfDay } from './due.ts';
import type { AlertingParts } from './parts.ts';
import { addNotice } from './plan-opened.ts';

const AT_ONCE = 200;
const HOUR_MS = 3_600_000;

/** Once a day, for channels that asked for it: what screening kept back. What is found, and whether anything is, is seen when it is sent. */
export async function planDigests({ store, clock }: AlertingParts): Promise<void> {
  const now = clock.now();
  const rows = await store.db
    .selectFrom('alert_channels')
    .selectAll()
    .where('removed_at', 'is', null)
    .where('digest_at', 'is not', null)
    .where('digest_at', '<=', now)
    .limit(AT_ONCE)
    .execute();
  for (const channel of rows) {
    await store.transaction(async (trx) => {
      const taken = await trx
        .updateTable('alert_channels')
        .set({ digest_at: digestAt(ChannelSettings.parse(JSON.parse(channel.settings)), now) })
        .where('id', '=', channel.id)
        .where('digest_at', '=', channel.digest_at)
        .returning('id')
        .execute();
      if (taken.length === 0) return;
      const alert = { id: '', workspace_id: channel.workspace_id };
      await addNotice(trx, { alert, target: channel.id, kind: 'digest', nth: String(channel.digest_at), nextAt: now, now });
    });
  }
}

/** When a channel's next daily look at quarantine falls due; null where it wants none. */
export function digestAt(settings: ChannelSettings, now: number): number | null {
  return settings.quarantine ? nextTimeOfDay(settings.dailyAt, settings.zone, now) : null;
}

/**
 * From when on a daily look counts that fell due at `due`: when the one before it did. Not from when it is sent, and a day may have
 * 23 hours or 25.
 */
export function digestSince({ dailyAt, zone }: ChannelSettings, due: number): number {
  return nextTimeOfDay(dailyAt, zone, due - 36 * HOUR_MS);
}
