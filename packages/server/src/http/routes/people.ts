import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { erasePerson } from '../../domain/people/erase.ts';
import { exportPerson } from '../../domain/people/export.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function peopleRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.exportPerson, (call) => {
    const { before, ...person } = call.body;
    return exportPerson(deps.store, reachOf(call), person, before);
  });
  bind(app, deps, endpoints.erasePerson, (call) => {
    const { before, ...person } = call.body;
    return erasePerson(deps, reachOf(call), person, before);
  });
}
