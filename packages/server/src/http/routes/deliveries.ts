import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { confirmDelivery } from '../../domain/delivery/confirm.ts';
import { giveUpDeliveries } from '../../domain/delivery/give-up-named.ts';
import { getDelivery } from '../../domain/delivery/get.ts';
import { listDeliveries } from '../../domain/delivery/list.ts';
import { replayByFilter, replayDeliveries } from '../../pipeline/replay.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function deliveryRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listDeliveries, (call) => listDeliveries(deps.store, reachOf(call), call.query));
  bind(app, deps, endpoints.getDelivery, (call) => getDelivery(deps.store, reachOf(call), call.params.deliveryId));
  bind(app, deps, endpoints.confirmDelivery, (call) => confirmDelivery(deps, reachOf(call), call.params.deliveryId));
  bind(app, deps, endpoints.giveUpDeliveries, (call) => giveUpDeliveries(deps, reachOf(call), call.body.deliveryIds));
  bind(app, deps, endpoints.replayDeliveries, (call) => {
    const { deliveryIds, filter, ...options } = call.body;
    if (filter === undefined) return replayDeliveries(deps, reachOf(call), deliveryIds ?? [], options);
    const { states, connectionId, flowId, since, after, limit } = filter;
    const from = since === undefined ? undefined : Date.parse(since);
    return replayByFilter(deps, reachOf(call), { states, connectionId, flowId, since: from, after, limit }, options);
  });
}
