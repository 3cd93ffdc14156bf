import type { ConnectionHealth, HealthState } from '@handoff/shared/api';
import { connectionSays, isFailing } from '@handoff/shared/panel';
import type { ConnectionRow } from '../../../delivery/connections.ts';
import type { DestinationDefinition } from '../../../destinations/kit/types.ts';
import type { Keyring } from '../../../secrets/keyring.ts';
import type { Store } from '../../../store/store.ts';
import { holdOf } from '../../connection/view.ts';
import { toIsoOrNull } from '../../times.ts';
import { accessEnds } from '../expiry.ts';
import { destinationVersion } from '../vendor-versions.ts';
import { stateOf } from './alerts.ts';
import { english, type Facts } from './facts.ts';
import { lastDay, lastGood, usualOf } from './usual.ts';
import { isLate, NOTHING_WAITS, waitingOfConnections } from './waiting.ts';

interface Parts {
  store: Store;
  keyring: Keyring;
  destinations: Record<string, DestinationDefinition>;
}

/** How these connections are. */
export async function connectionsHealth(parts: Parts, rows: readonly ConnectionRow[], facts: Facts): Promise<ConnectionHealth[]> {
  const waiting = await waitingOfConnections(
    parts.store.db,
    rows.map(({ id }) => id),
  );
  const { now, counted, alerts } = facts;
  return Promise.all(
    rows.map(async (row) => {
      const own = counted.get(row.id) ?? [];
      const open = alerts.get(row.id) ?? [];
      const last = lastGood(own);
      const last24h = lastDay(own, now);
      const backlog = waiting.get(row.id) ?? NOTHING_WAITS;
      const hold = holdOf(row, now);
      const isWatched = hold?.kind === 'rate_limit' || hold?.kind === 'breaker' || isLate(backlog, now) || isFailing({ last24h });
      const figures = {
        id: row.id,
        name: row.name,
        destination: row.destination,
        owner: row.owner,
        state: heldState(hold?.kind) ?? stateOf(open, { watch: isWatched, idle: last === null || hold?.kind === 'person' }),
        hold,
        lastSuccessAt: toIsoOrNull(last),
        usual: usualOf(own, now),
        last24h,
        backlog,
        expiresAt: toIsoOrNull((await accessEnds(row, parts))?.at ?? null),
        version: destinationVersion(parts.destinations[row.destination]) ?? null,
        reviewedAt: toIsoOrNull(row.reviewed_at),
        reviewedBy: row.reviewed_by,
        alerts: open,
      };
      return { ...figures, says: connectionSays(figures, now, english) };
    }),
  );
}

/** A hold that waits for a person decides, whatever else is known; undefined: there is none. */
function heldState(kind: NonNullable<ConnectionHealth['hold']>['kind'] | undefined): HealthState | undefined {
  return kind === 'auth' || kind === 'scope' ? 'problem' : undefined;
}
