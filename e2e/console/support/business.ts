import { makeSecrets } from '../../../packages/server/demo/secrets.ts';
import { startTwins } from '../../../packages/server/demo/twins.ts';
import { applyWorkspaceFile } from '../../../packages/server/src/domain/workspace-file/apply.ts';
import { parseWorkspaceFile } from '../../../packages/server/src/domain/workspace-file/parse.ts';
import { formSubmission } from '../../../packages/server/test/support/harness.ts';
import { until } from '../../wordpress/support/until.ts';
import { workspaceFile } from '../../wordpress/support/workspace.ts';
import type { ConsoleServer, Site } from './operator.ts';

/** A workspace that is at work: a site, HubSpot's stand-in, two flows, and submissions that arrived there. */
export interface Business {
  workspaceId: string;
  site: Site;
  close: () => Promise<void>;
}

export async function openBusiness({ server, client, pair }: ConsoleServer): Promise<Business> {
  const keys = makeSecrets();
  const twins = await startTwins(keys);
  const { id: workspaceId } = await client('createWorkspace', { body: { name: 'Bloom & Steep' } });
  const params = { workspaceId };
  await applyWorkspaceFile(server.deps, {
    workspaceId,
    file: parseWorkspaceFile(JSON.stringify(workspaceFile(twins.origins.hubspot))),
    env: (name) => (keys as unknown as Record<string, string>)[name],
    by: 'e2e',
  });
  const { code } = await client('createConnectionCode', { params });
  const site = await pair(code, 'bloom.example');
  for (let count = 0; count < 3; count += 1) await site.send(formSubmission({ occurredAt: new Date().toISOString() }));
  await until('three submissions are delivered', async () => {
    const { items } = await client('listDeliveries', { params, query: { state: 'succeeded' } });
    return items.length === 3;
  });
  const [connection] = (await client('listConnections', { params })).items;
  await rememberMonth(server, workspaceId, [site.sourceId, connection?.id ?? '']);
  return { workspaceId, site, close: twins.close };
}

/** What would have been counted in the four weeks before, had it been there: some twenty events a day, and what became of them. */
async function rememberMonth({ deps }: ConsoleServer['server'], workspaceId: string, subjects: string[]): Promise<void> {
  const now = Math.floor(deps.clock.now() / 3_600_000);
  const rows = subjects.flatMap((subject) =>
    Array.from({ length: 28 }, (_, index) => {
      const day = index + 1;
      return { workspace_id: workspaceId, subject, hour: now - day * 24, good: 12 + ((day * 7) % 19), bad: 0, last_at: null };
    }),
  );
  await deps.store.db.insertInto('rhythms').values(rows).execute();
}
