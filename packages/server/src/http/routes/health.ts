import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { workspaceHealth } from '../../domain/health/workspace-health.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function healthRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.workspaceHealth, (call) => workspaceHealth(deps, reachOf(call)));
}
