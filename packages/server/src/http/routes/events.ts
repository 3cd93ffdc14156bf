import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { getEvent } from '../../domain/event/get.ts';
import { listEvents } from '../../domain/event/list.ts';
import { markEvents } from '../../domain/event/mark.ts';
import { releaseEvents } from '../../pipeline/release.ts';
import { replayEvent } from '../../pipeline/replay-event.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function eventRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listEvents, (call) => listEvents(deps.store, reachOf(call), call.query));
  bind(app, deps, endpoints.getEvent, (call) => getEvent(deps.store, reachOf(call), call.params.eventId));
  bind(app, deps, endpoints.releaseEvents, (call) => releaseEvents(deps, reachOf(call), call.body.eventIds));
  bind(app, deps, endpoints.markEvents, (call) => markEvents(deps, reachOf(call), call.body.eventIds, call.body.as));
  bind(app, deps, endpoints.replayEvent, (call) => replayEvent(deps, reachOf(call), call.params.eventId, call.body));
}
