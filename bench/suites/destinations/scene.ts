import { parseEnvelope } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';
import { splitSecrets } from '../../../packages/server/src/destinations/kit/index.ts';
import type { DestinationCase } from '../../../packages/server/src/destinations/testing/contract.ts';
import { mappingTo } from '../../../packages/server/src/destinations/testing/mapping-to.ts';
import type { Runtime } from '../../../packages/server/src/runtime.ts';
import { newId } from '../../../packages/server/src/store/ids.ts';
import { submission } from '../../lib/submission.ts';

/** Screening watches, as on every new site: thousands of like messages at once would be kept back. */
const WATCHED = JSON.stringify({ screening: { observe: true } });

/** A workspace with one connection, a published flow of one step to it, and a backlog of events that wait to be processed. */
export async function setScene(runtime: Runtime, example: DestinationCase<unknown>, operation: string, backlog: number): Promise<void> {
  const { store, keyring, clock, receive } = runtime.deps;
  const now = clock.now();
  const [workspaceId, sourceId, connectionId, flowId] = [newId('ws'), newId('src'), newId('con'), newId('flw')];
  const common = { workspace_id: workspaceId, created_at: now };
  const settings = example.definition.settings.parse(example.settings) as Record<string, unknown>;
  const { plain, secrets } = splitSecrets(example.definition, settings);
  const access = example.accessToken === undefined ? null : await keyring.seal(JSON.stringify({ accessToken: example.accessToken }));
  const hidden = Object.keys(secrets).length === 0 ? null : await keyring.seal(JSON.stringify(secrets));
  const step = { key: 'push', connection: connectionId, operation, mapping: mappingTo(example.payloads[operation]?.good) };
  const spec: FlowSpec = { trigger: { types: ['form.submitted'] }, steps: [step] };

  await store.transaction(async (trx) => {
    await trx.insertInto('workspaces').values({ id: workspaceId, name: 'Bench', settings: '{}', created_at: now }).execute();
    await trx
      .insertInto('sources')
      .values({ ...common, id: sourceId, slug: 'site', kind: 'wordpress', name: 'site', url: 'https://site.example', settings: WATCHED })
      .execute();
    await trx
      .insertInto('connections')
      .values({
        ...common,
        id: connectionId,
        slug: 'vendor',
        destination: example.definition.type,
        name: example.definition.title,
        settings: JSON.stringify(plain),
        secrets: hidden,
        tokens: access,
        scopes: '[]',
        updated_at: now,
      })
      .execute();
    await trx
      .insertInto('flows')
      .values({ ...common, id: flowId, slug: 'flow', name: 'Flow' })
      .execute();
    await trx
      .insertInto('flow_versions')
      .values({
        ...common,
        id: newId('ver'),
        flow_id: flowId,
        version: 1,
        state: 'published',
        spec: JSON.stringify(spec),
        created_by: 'bench',
        updated_at: now,
        published_at: now,
      })
      .execute();
  });

  const events = Array.from({ length: backlog }, (_, number) => {
    const body = submission('limits', number, now);
    const parsed = parseEnvelope(body);
    if (!parsed.ok) throw new Error('The sample form is no envelope.');
    return { envelope: parsed.envelope, problems: parsed.problems, body: JSON.stringify(body) };
  });
  await receive({ id: sourceId, workspaceId }, events);
}
