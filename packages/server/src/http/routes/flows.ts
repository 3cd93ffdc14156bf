import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { archiveFlow } from '../../domain/flow/archive.ts';
import { checkDrift } from '../../domain/flow/check-drift.ts';
import { createFlow } from '../../domain/flow/create.ts';
import { getFlow } from '../../domain/flow/get.ts';
import { listFlows } from '../../domain/flow/list.ts';
import { listFlowVersions } from '../../domain/flow/list-versions.ts';
import { preview } from '../../domain/flow/preview.ts';
import { publishFlow } from '../../domain/flow/publish.ts';
import { rollbackFlow } from '../../domain/flow/rollback.ts';
import { saveDraft } from '../../domain/flow/save-draft.ts';
import { shadowFlow } from '../../domain/flow/shadow.ts';
import { testSend } from '../../domain/flow/test-send.ts';
import { updateFlow } from '../../domain/flow/update.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function flowRoutes(app: Hono, deps: AppDeps): void {
  const { store } = deps;
  bind(app, deps, endpoints.listFlows, async ({ params }) => ({ items: await listFlows(store, params.workspaceId) }));
  bind(app, deps, endpoints.createFlow, ({ params, body, actor }) => createFlow(deps, params.workspaceId, actor.name, body));
  bind(app, deps, endpoints.getFlow, ({ params }) => getFlow(store, params.workspaceId, params.flowId));
  bind(app, deps, endpoints.updateFlow, ({ params, body, actor }) => updateFlow(deps, params.workspaceId, actor.name, params.flowId, body));
  bind(app, deps, endpoints.saveDraft, ({ params, body, actor }) => saveDraft(deps, params.workspaceId, actor.name, params.flowId, body));
  bind(app, deps, endpoints.shadowFlow, ({ params, actor }) => shadowFlow(deps, params.workspaceId, actor.name, params.flowId));
  bind(app, deps, endpoints.publishFlow, ({ params, actor }) => publishFlow(deps, params.workspaceId, actor.name, params.flowId));
  bind(app, deps, endpoints.rollbackFlow, ({ params, body, actor }) =>
    rollbackFlow(deps, params.workspaceId, actor.name, params.flowId, body),
  );
  bind(app, deps, endpoints.listFlowVersions, async ({ params }) => ({
    items: await listFlowVersions(store, params.workspaceId, params.flowId),
  }));
  bind(app, deps, endpoints.archiveFlow, async ({ params, actor }) => {
    await archiveFlow(deps, params.workspaceId, actor.name, params.flowId);
    return { ok: true as const };
  });
  bind(app, deps, endpoints.checkDrift, async ({ params }) => ({ items: await checkDrift(deps, params.workspaceId, params.flowId) }));
  bind(app, deps, endpoints.preview, (call) => preview(deps, reachOf(call), call.body));
  bind(app, deps, endpoints.testSend, (call) => testSend(deps, reachOf(call), call.params.flowId, call.body.event));
}
