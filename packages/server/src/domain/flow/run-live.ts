import type { FlowSpec } from '@handoff/shared/flow';
import type { Transaction } from 'kysely';
import { alertKey, resolveAlert } from '../../observe/alerts.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Schema } from '../../store/schema.ts';
import { lockConnection } from '../connection/find.ts';
import { checkFit } from './check-fit.ts';
import { checkSpec, connectionsOf } from './check-spec.ts';
import { findFlow, type FoundFlow, lockFlow, type VersionRow } from './find.ts';
import type { CallingParts } from './parts.ts';
import { refuseProblems } from './problems.ts';
import { sameSpec } from './versions.ts';
import { flowView, specOf, type FlowView } from './view.ts';

const NOT_READY = 'This flow is not ready yet.';

export interface Promotion {
  workspaceId: string;
  flowId: string;
  /** The version that shall run on live events; undefined where there is nothing to do. */
  candidate: (flow: FoundFlow) => VersionRow | undefined;
  /** Makes it so, with the flow locked. */
  promote: (trx: Transaction<Schema>, flow: FoundFlow, candidate: VersionRow) => Promise<void>;
}

/**
 * Lets a version run on live events once it fits its destinations. That is asked before the transaction, because it
 * may call them; a version that changed meanwhile is refused. Nothing to do is no error.
 */
export async function runLive(parts: CallingParts, { workspaceId, flowId, candidate, promote }: Promotion): Promise<FlowView> {
  const { store } = parts;
  const seen = await findFlow(store.db, workspaceId, flowId);
  const checked = candidate(seen);
  if (checked === undefined) return flowView(seen);
  if (!isPublished(seen, checked)) refuseProblems(NOT_READY, await checkFit(parts, workspaceId, specOf(checked)));

  return store.transaction(async (trx) => {
    const flow = await lockFlow(trx, workspaceId, flowId);
    const current = candidate(flow);
    if (current === undefined) return flowView(flow);
    if (current.id !== checked.id || current.spec !== checked.spec) {
      throw new AppError('conflict', 'This flow was changed by someone else just now. Look at it again, then repeat what you did.');
    }
    if (!isPublished(flow, current)) await checkAgain(parts, trx, workspaceId, specOf(current));
    await promote(trx, flow, current);
    await resolveAlert(trx, workspaceId, alertKey.flow(flowId), parts.clock.now());
    await resolveAlert(trx, workspaceId, alertKey.drift(flowId), parts.clock.now());
    return flowView(await findFlow(trx, workspaceId, flowId));
  });
}

/** What may have gone since the first check; its connections cannot be removed until the transaction ends. */
export async function checkAgain(parts: CallingParts, trx: Transaction<Schema>, workspaceId: string, spec: FlowSpec): Promise<void> {
  const ids = [...(await connectionsOf(trx, workspaceId, spec)).keys()].toSorted();
  for (const id of ids) await lockConnection(parts.store, trx, workspaceId, id);
  refuseProblems(NOT_READY, await checkSpec(trx, parts.destinations, workspaceId, spec));
}

/** Whether the live version says the same already. */
export function isPublished({ published }: FoundFlow, version: VersionRow): boolean {
  return published !== undefined && sameSpec(published.spec, version.spec);
}
