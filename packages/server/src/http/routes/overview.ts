import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { overviewWorkspaces } from '../../domain/workspace/overview.ts';
import { workspaceUsage } from '../../domain/workspace/usage.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

/** What the operator's console shows of all workspaces. */
export function overviewRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.overviewWorkspaces, ({ query, actor, language }) => {
    // An operator reaches all; the endpoint lets in nobody but members.
    const workspaceIds = actor.kind === 'member' && actor.operator === undefined ? [...actor.roles.keys()] : undefined;
    return overviewWorkspaces(deps, { ...query, workspaceIds, language });
  });
  bind(app, deps, endpoints.workspaceUsage, ({ params }) => workspaceUsage(deps, params.workspaceId));
}
