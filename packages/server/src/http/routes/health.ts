import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { healthReport } from '../../domain/health/report/report.ts';
import { reviewConnection, reviewFlow } from '../../domain/health/review.ts';
import { healthSettings, setHealthSettings } from '../../domain/health/settings.ts';
import { workspaceHealth } from '../../domain/health/workspace-health.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function healthRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.workspaceHealth, (call) => workspaceHealth(deps, reachOf(call), call.query.sourceId, call.language));
  bind(app, deps, endpoints.healthReport, (call) => healthReport(deps, reachOf(call), call.language));
  bind(app, deps, endpoints.getHealthSettings, ({ params }) => healthSettings(deps.store.db, params.workspaceId));
  bind(app, deps, endpoints.setHealthSettings, ({ params, body, actor }) =>
    setHealthSettings(deps, { workspaceId: params.workspaceId, by: actor.name, settings: body }),
  );
  bind(app, deps, endpoints.reviewFlow, ({ params, actor }) => reviewFlow(deps, { ...params, by: actor.name }));
  bind(app, deps, endpoints.reviewConnection, ({ params, actor }) => reviewConnection(deps, { ...params, by: actor.name }));
}
