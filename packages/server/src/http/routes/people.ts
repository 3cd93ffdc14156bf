import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { confirmErasure } from '../../domain/people/confirm-erasure.ts';
import { eraseSource } from '../../domain/people/erase-source.ts';
import { erasePerson } from '../../domain/people/erase.ts';
import { exportPerson } from '../../domain/people/export.ts';
import { listErasures } from '../../domain/people/list-erasures.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function peopleRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.exportPerson, (call) => {
    const { before, ...person } = call.body;
    return exportPerson(deps, reachOf(call), person, before);
  });
  bind(app, deps, endpoints.erasePerson, (call) => {
    const { before, ...person } = call.body;
    return erasePerson(deps, reachOf(call), person, before);
  });
  bind(app, deps, endpoints.eraseSource, (call) => eraseSource(deps, reachOf(call), call.params.sourceId, call.body.before));
  bind(app, deps, endpoints.listErasures, async ({ params }) => ({
    items: await listErasures(deps.store, deps.destinations, params.workspaceId),
  }));
  bind(app, deps, endpoints.confirmErasure, ({ params, actor }) => confirmErasure(deps, { ...params, by: actor.name }));
}
