import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { confirmReceipt } from '../../domain/people/receipts/confirm.ts';
import { getReceipt, listReceipts } from '../../domain/people/receipts/list.ts';
import { setRetention } from '../../domain/retention/policy.ts';
import { getRetention } from '../../domain/retention/view.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function privacyRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.getRetention, ({ params }) => getRetention(deps, params.workspaceId));
  bind(app, deps, endpoints.setRetention, async (call) => {
    await setRetention(deps, reachOf(call), call.body);
    return getRetention(deps, call.params.workspaceId);
  });
  bind(app, deps, endpoints.listReceipts, async (call) => ({
    items: await listReceipts(deps.store.db, reachOf(call), { open: call.query.open === 'true' }),
  }));
  bind(app, deps, endpoints.getReceipt, (call) => getReceipt(deps.store.db, reachOf(call), call.params.receiptId));
  bind(app, deps, endpoints.confirmReceipt, async (call) => {
    await confirmReceipt(deps, reachOf(call), { receiptId: call.params.receiptId, connectionId: call.body.connectionId });
    return getReceipt(deps.store.db, reachOf(call), call.params.receiptId);
  });
}
