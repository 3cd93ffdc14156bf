import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { exportWorkspace } from '../../domain/workspace-file/export.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

export function workspaceFileRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.exportWorkspace, async ({ params }) => (await exportWorkspace(deps, params.workspaceId)).file);
}
