import type { Companion, EraseLeft } from '@handoff/shopify-app';
import { erasePerson } from '../domain/people/erase.ts';
import { eraseSource } from '../domain/people/erase-source.ts';
import type { AppDeps } from '../http/deps.ts';

type EraseLeftPort = NonNullable<Companion['eraseLeft']>;

/**
 * Erases what a shop handed over before it left a workspace of this server, a page a call: its key there is void, so the shop
 * itself cannot ask. Of the workspace's other sources nothing is touched. Undefined where the source is not this server's.
 */
export async function eraseLeft(deps: AppDeps, { shop, workspaceId, sourceId, person, before }: EraseLeft): ReturnType<EraseLeftPort> {
  const source = await deps.store.db
    .selectFrom('sources')
    .select('id')
    .where('id', '=', sourceId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (source === undefined) return undefined;
  const reach = { workspaceId, sourceId, by: `shopify:${shop} (privacy request)` };
  return person === undefined ? eraseSource(deps, reach, sourceId, before) : erasePerson(deps, reach, person, before);
}
