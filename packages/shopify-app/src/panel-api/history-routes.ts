import type { Hono } from 'hono';
import { listJobs, startImport, startReconciliation, steerImport } from '../history/index.ts';
import type { Parts } from '../parts.ts';
import { bindShop } from './bind.ts';
import { shopEndpoints } from './endpoints.ts';
import { jobView } from './job.ts';

/** What the panel asks about imports and reconciliations. */
export function historyRoutes(app: Hono, parts: Parts): void {
  bindShop(app, parts, shopEndpoints.listJobs, async (call) => ({ items: (await listJobs(parts, call.shop.shop)).map(jobView) }));
  bindShop(app, parts, shopEndpoints.startImport, async (call) =>
    jobView(await startImport(parts, call.shop.shop, call.body, call.person.label)),
  );
  bindShop(app, parts, shopEndpoints.steerImport, async (call) =>
    jobView(await steerImport(parts, call.shop.shop, call.params.id, call.body.do)),
  );
  bindShop(app, parts, shopEndpoints.startReconciliation, async (call) =>
    jobView(await startReconciliation(parts, call.shop.shop, call.person.label)),
  );
}
