import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { listAudit } from '../../domain/audit/list.ts';
import { WHOLE_SERVER } from '../../domain/audit/record.ts';
import { undoChange } from '../../domain/audit/undo.ts';
import { createWorkspace } from '../../domain/workspace/create.ts';
import { getWorkspace } from '../../domain/workspace/get.ts';
import { listWorkspaces } from '../../domain/workspace/list.ts';
import { bind, mayCall } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function workspaceRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listWorkspaces, async () => ({ items: await listWorkspaces(deps.store) }));
  bind(app, deps, endpoints.createWorkspace, ({ body, actor }) => createWorkspace(deps, { name: body.name, by: actor.name }));
  bind(app, deps, endpoints.getWorkspace, ({ params }) => getWorkspace(deps.store, params.workspaceId));
  bind(app, deps, endpoints.listAudit, ({ params, query }) => listAudit(deps.store, params.workspaceId, query));
  bind(app, deps, endpoints.listServerAudit, ({ query }) => listAudit(deps.store, WHOLE_SERVER, query));
  bind(app, deps, endpoints.undoChange, async (call) => {
    const { actor, params } = call;
    await undoChange(deps, { ...reachOf(call), mayCall: (name) => mayCall(actor, endpoints[name], params.workspaceId) }, params.changeId);
    return { ok: true as const };
  });
}
