import type { Db } from '../../../store/schema.ts';
import type { HourCount } from './rhythm.ts';

/** What was counted of one source, flow or connection. */
export interface Counted {
  hour: number;
  good: number;
  bad: number;
  last_at: number | null;
}

/** All that was counted in a workspace, by subject. */
export async function countedIn(db: Db, workspaceId: string): Promise<Map<string, Counted[]>> {
  const rows = await db
    .selectFrom('rhythms')
    .select(['subject', 'hour', 'good', 'bad', 'last_at'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  const bySubject = new Map<string, Counted[]>();
  for (const { subject, ...counted } of rows) {
    const known = bySubject.get(subject);
    if (known === undefined) bySubject.set(subject, [counted]);
    else known.push(counted);
  }
  return bySubject;
}

/** The events that came from one source, hour by hour. */
export async function eventsOf(db: Db, workspaceId: string, sourceId: string): Promise<HourCount[]> {
  return db
    .selectFrom('rhythms')
    .select(['hour', 'good as count'])
    .where('workspace_id', '=', workspaceId)
    .where('subject', '=', sourceId)
    .execute();
}
