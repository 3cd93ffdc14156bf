import type { SourceHealth } from '@handoff/shared/api';
import { sourceSays } from '@handoff/shared/panel';
import type { Db } from '../../../store/schema.ts';
import type { Reach } from '../../reach.ts';
import { toIso, toIsoOrNull } from '../../times.ts';
import { expectAfter } from '../rhythm/silence.ts';
import { sourceVersion } from '../vendor-versions.ts';
import { stateOf } from './alerts.ts';
import { english, type Facts } from './facts.ts';
import { lastDay, usualOf } from './usual.ts';

/** How the sources are that are connected. */
export async function sourcesHealth(db: Db, reach: Reach, facts: Facts): Promise<SourceHealth[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'name', 'kind', 'last_event_at'])
    .where('workspace_id', '=', reach.workspaceId)
    .where('revoked_at', 'is', null)
    .$if(reach.sourceId !== undefined, (query) => query.where('id', '=', reach.sourceId as string))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => sourceHealth(row, facts));
}

function sourceHealth(
  row: { id: string; name: string; kind: string; last_event_at: number | null },
  { now, counted, alerts }: Facts,
): SourceHealth {
  const own = counted.get(row.id) ?? [];
  const open = alerts.get(row.id) ?? [];
  const last = row.last_event_at;
  const quiet =
    last === null
      ? undefined
      : expectAfter(
          own.map(({ hour, good }) => ({ hour, count: good })),
          last,
        );
  const longerThanUsual = last !== null && quiet !== undefined && now - last > quiet.usualGapMs;
  const figures = {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: stateOf(open, { watch: longerThanUsual, idle: last === null }),
    lastEventAt: toIsoOrNull(last),
    usual: usualOf(own, now),
    last24h: lastDay(own, now).worked,
    quiet: quiet === undefined ? null : { usualGapMinutes: Math.ceil(quiet.usualGapMs / 60_000), silentAt: toIso(quiet.silentAt) },
    version: sourceVersion(row.kind) ?? null,
    alerts: open,
  };
  return { ...figures, says: sourceSays(figures, now, english) };
}
