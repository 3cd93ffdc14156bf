import type { HealthReport } from '@handoff/shared/api';
import type { DestinationDefinition } from '../../../destinations/kit/types.ts';
import type { Clock } from '../../../observe/clock.ts';
import type { Keyring } from '../../../secrets/keyring.ts';
import type { Store } from '../../../store/store.ts';
import type { Language } from '../../../words/language.ts';
import type { Reach } from '../../reach.ts';
import { toIso } from '../../times.ts';
import { countedIn } from '../rhythm/known.ts';
import { openAlertsBySubject, worst } from './alerts.ts';
import { connectionsHealth } from './connections.ts';
import { flowsHealth } from './flows.ts';
import type { Facts } from './facts.ts';
import { sourcesHealth } from './sources.ts';

export interface ReportParts {
  store: Store;
  clock: Clock;
  keyring: Keyring;
  destinations: Record<string, DestinationDefinition>;
}

/** How everything in a workspace is, against what is usual for it, with its alerts in a language. A site's panel sees its own source only. */
export async function healthReport(parts: ReportParts, reach: Reach, language: Language): Promise<HealthReport> {
  const { db } = parts.store;
  const { workspaceId } = reach;
  const now = parts.clock.now();
  const alerts = await openAlertsBySubject(db, workspaceId, language);
  const facts: Facts = { now, counted: await countedIn(db, workspaceId), alerts };
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const sources = await sourcesHealth(db, reach, facts);
  const flows = await flowsHealth(parts.store, workspaceId, rows, facts);
  const connections = await connectionsHealth(parts, rows, facts);
  const own = facts.alerts.get(workspaceId) ?? [];
  const states = [...sources, ...flows, ...connections].map(({ state }) => state);
  if (own.some(({ severity }) => severity === 'problem')) states.push('problem');
  return { at: toIso(now), state: worst(states), alerts: own, sources, flows, connections };
}
