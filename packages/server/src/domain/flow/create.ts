import type { FlowSpec } from '@handoff/shared/flow';
import { newId } from '../../store/ids.ts';
import { recordAudit } from '../audit/record.ts';
import { ownerColumns } from '../member/owner.ts';
import { insertWithSlug } from '../slug.ts';
import { checkSpec } from './check-spec.ts';
import type { FlowParts } from './parts.ts';
import { refuseProblems } from './problems.ts';
import { addVersion } from './versions.ts';
import { flowView, type FlowView } from './view.ts';

export interface NewFlow {
  name: string;
  /** By default made from the name. */
  slug?: string | undefined;
  owner?: string | undefined;
  spec: FlowSpec;
}

/** A new flow with its first draft. Nothing runs until it is shadowed or published. */
export async function createFlow(parts: FlowParts, workspaceId: string, by: string, request: NewFlow): Promise<FlowView> {
  const now = parts.clock.now();
  return parts.store.transaction(async (trx) => {
    refuseProblems('This flow cannot be saved as it is.', await checkSpec(trx, parts.destinations, workspaceId, request.spec));
    const owned = await ownerColumns(trx, workspaceId, request.owner ?? null);
    const { name } = request;
    const row = await insertWithSlug(trx, { table: 'flows', workspaceId, name, slug: request.slug }, (slug) =>
      trx
        .insertInto('flows')
        .values({ id: newId('flw'), workspace_id: workspaceId, slug, name, ...owned, created_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
    );
    const draft = await addVersion(trx, row, { spec: JSON.stringify(request.spec), state: 'draft', by, now });
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'flow.created',
      entity: 'flow',
      entityId: row.id,
      after: { name: row.name, slug: row.slug, owner: row.owner, version: draft.version },
    });
    return flowView({ row, draft, shadow: undefined, published: undefined });
  });
}
