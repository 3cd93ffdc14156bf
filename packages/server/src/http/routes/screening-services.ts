import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { forgetScreeningService } from '../../domain/screening/services/forget.ts';
import { setService } from '../../domain/screening/services/set.ts';
import { getScreeningServices } from '../../domain/screening/services/settings.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function screeningServicesRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.getScreeningServices, (call) => getScreeningServices(deps, reachOf(call), call.params.sourceId));
  bind(app, deps, endpoints.setAkismet, (call) => {
    const { on, key, site } = call.body;
    return setService(deps, reachOf(call), call.params.sourceId, 'akismet', { on, secret: key, place: site });
  });
  bind(app, deps, endpoints.setTurnstile, (call) => {
    const { on, secret, siteKey } = call.body;
    return setService(deps, reachOf(call), call.params.sourceId, 'turnstile', { on, secret, place: siteKey });
  });
  bind(app, deps, endpoints.forgetScreeningService, (call) =>
    forgetScreeningService(deps, reachOf(call), call.params.sourceId, call.params.service),
  );
}
