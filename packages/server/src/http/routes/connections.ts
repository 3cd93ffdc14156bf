import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { beginAuthorization } from '../../domain/connection/begin-authorization.ts';
import { createConnection } from '../../domain/connection/create.ts';
import { defaultMapping } from '../../domain/connection/default-mapping.ts';
import { getConnection } from '../../domain/connection/get.ts';
import { holdConnection } from '../../domain/connection/hold.ts';
import { listFields } from '../../domain/connection/list-fields.ts';
import { listConnections } from '../../domain/connection/list.ts';
import { removeConnection } from '../../domain/connection/remove.ts';
import { resumeConnection } from '../../domain/connection/resume.ts';
import { testConnection } from '../../domain/connection/test.ts';
import { updateConnection } from '../../domain/connection/update.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

/** A panel reaches all connections of its workspace: a shop and its WordPress site hand over to the same accounts. */
export function connectionRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listConnections, async ({ params }) => ({ items: await listConnections(deps, params.workspaceId) }));
  bind(app, deps, endpoints.createConnection, ({ params, body, actor }) =>
    createConnection(deps, {
      workspaceId: params.workspaceId,
      destination: body.destination,
      name: body.name,
      slug: body.slug,
      owner: body.owner,
      secretEndsOn: body.secretEndsOn,
      settings: body.settings,
      baseUrl: body.baseUrl,
      by: actor.name,
    }),
  );
  bind(app, deps, endpoints.getConnection, ({ params }) => getConnection(deps, params.workspaceId, params.connectionId));
  bind(app, deps, endpoints.updateConnection, ({ params, body, actor }) => updateConnection(deps, { ...params, ...body, by: actor.name }));
  bind(app, deps, endpoints.removeConnection, async ({ params, actor }) => {
    await removeConnection(deps, { ...params, by: actor.name });
    return { ok: true as const };
  });
  bind(app, deps, endpoints.testConnection, ({ params, actor }) => testConnection(deps, { ...params, by: actor.name }));
  bind(app, deps, endpoints.holdConnection, ({ params, body, actor }) =>
    holdConnection(deps, { ...params, reason: body.reason, by: actor.name }),
  );
  bind(app, deps, endpoints.resumeConnection, ({ params, actor }) => resumeConnection(deps, { ...params, by: actor.name }));
  bind(app, deps, endpoints.listFields, async ({ params }) => ({
    items: await listFields(deps, params.workspaceId, params.connectionId, params.operation),
  }));
  bind(app, deps, endpoints.defaultMapping, async ({ params, query }) => ({
    mapping: await defaultMapping(deps, { ...params, type: query.type, eventId: query.eventId }),
  }));
  bind(app, deps, endpoints.beginAuthorization, ({ params, actor }) => beginAuthorization(deps, { ...params, by: actor.name }));
}
