import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { formChallenge } from '../../domain/screening/challenge.ts';
import { screeningDigest } from '../../domain/screening/digest.ts';
import { getScreening } from '../../domain/screening/overview.ts';
import { screeningQuality } from '../../domain/screening/quality.ts';
import { exportScreening, forgetScreening } from '../../domain/screening/weights.ts';
import { whatIf } from '../../domain/screening/what-if.ts';
import { screenBatch } from '../../domain/screening/screen-batch.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { siteCors } from '../middleware/site-cors.ts';
import { reachOf } from '../reach.ts';

export function screeningRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.screenBatch, (call) => screenBatch(deps, reachOf(call), call.body));
  bind(app, deps, endpoints.getScreening, (call) => getScreening(deps, reachOf(call), call.params.sourceId));
  bind(app, deps, endpoints.screeningWhatIf, (call) => whatIf(deps, reachOf(call), call.params.sourceId, call.query));
  bind(app, deps, endpoints.screeningQuality, (call) => screeningQuality(deps, reachOf(call), call.params.sourceId, call.query.days));
  bind(app, deps, endpoints.screeningDigest, (call) => screeningDigest(deps, reachOf(call), call.query));
  bind(app, deps, endpoints.exportScreening, (call) => exportScreening(deps, reachOf(call), call.params.sourceId));
  bind(app, deps, endpoints.forgetScreening, (call) => forgetScreening(deps, reachOf(call), call.params.sourceId));
  app.use(endpoints.formChallenge.path.replace('{sourceId}', ':sourceId'), siteCors(deps));
  bind(app, deps, endpoints.formChallenge, (call) => formChallenge(deps, call.params.sourceId));
}
