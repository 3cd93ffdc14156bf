import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { createConnection } from '../../domain/connection/create.ts';
import { getConnection } from '../../domain/connection/get.ts';
import { listConnections } from '../../domain/connection/list.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

export function connectionRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listConnections, async ({ params }) => ({ items: await listConnections(deps, params.workspaceId) }));
  bind(app, deps, endpoints.createConnection, ({ params, body, actor }) =>
    createConnection(deps, {
      workspaceId: params.workspaceId,
      destination: body.destination,
      name: body.name,
      slug: body.slug,
      owner: body.owner,
      settings: body.settings,
      baseUrl: body.baseUrl,
      by: actor.name,
    }),
  );
  bind(app, deps, endpoints.getConnection, ({ params }) => getConnection(deps, params.workspaceId, params.connectionId));
}
