import type { FlowSpec } from '@handoff/shared/flow';
import type { Transaction } from 'kysely';
import { AppError } from '../../observe/app-error.ts';
import type { Schema } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import { checkSpec } from './check-spec.ts';
import { type FoundFlow, lockFlow, type VersionRow } from './find.ts';
import type { FlowParts } from './parts.ts';
import { refuseProblems } from './problems.ts';
import { addVersion, sameSpec } from './versions.ts';
import { specOf, versionView, type VersionView } from './view.ts';

/**
 * Saves what the flow shall do next; nothing live changes. A mapping may still lack fields. Where there is no draft
 * and the spec is that of the shadow or the live version, no draft is made: that version is the answer. With `base`, what
 * somebody else saved since is not written over.
 */
export async function saveDraft(
  parts: FlowParts,
  workspaceId: string,
  by: string,
  flowId: string,
  { spec, base }: { spec: FlowSpec; base?: FlowSpec | undefined },
): Promise<VersionView> {
  const now = parts.clock.now();
  const text = JSON.stringify(spec);
  return parts.store.transaction(async (trx) => {
    const flow = await lockFlow(trx, workspaceId, flowId);
    const latest = flow.draft ?? flow.shadow ?? flow.published;
    if (latest !== undefined && sameSpec(latest.spec, text)) return versionView(latest);
    if (base !== undefined && latest !== undefined && !sameSpec(latest.spec, JSON.stringify(base)))
      throw new AppError(
        'conflict',
        'Somebody else saved this flow meanwhile, so nothing was saved. Read it again, then repeat your change.',
      );
    refuseProblems('This draft cannot be saved as it is.', await checkSpec(trx, parts.destinations, workspaceId, spec));
    const draft = await writeDraft(trx, flow, text, by, now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'flow.draft_saved',
      entity: 'flow',
      entityId: flowId,
      // A draft that is written over is kept nowhere else.
      before: flow.draft === undefined ? undefined : { version: flow.draft.version, spec: specOf(flow.draft) },
      after: { version: draft.version, spec },
    });
    return versionView(draft);
  });
}

/** Only a draft is ever written over; what ran on live events stays as it was. */
async function writeDraft(trx: Transaction<Schema>, flow: FoundFlow, spec: string, by: string, now: number): Promise<VersionRow> {
  if (flow.draft === undefined) return addVersion(trx, flow.row, { spec, state: 'draft', by, now });
  return trx
    .updateTable('flow_versions')
    .set({ spec, updated_at: now })
    .where('id', '=', flow.draft.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
