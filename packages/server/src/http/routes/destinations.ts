import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { listDestinations } from '../../domain/connection/list-destinations.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

export function destinationRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listDestinations, async () => ({ items: listDestinations(deps.destinations) }));
}
