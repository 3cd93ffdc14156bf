import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { accessReport } from '../../domain/access/report.ts';
import { revokeToken } from '../../domain/token/revoke.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function accessRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.getAccess, (call) => accessReport(deps, reachOf(call)));
  bind(app, deps, endpoints.revokeWorkspaceToken, async ({ params, actor }) => {
    await revokeToken(deps, params.tokenId, actor.name, params.workspaceId);
    return { ok: true as const };
  });
}
