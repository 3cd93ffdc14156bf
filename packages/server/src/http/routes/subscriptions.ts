import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { sampleMessage } from '../../domain/subscription/message.ts';
import { subscribe } from '../../domain/subscription/subscribe.ts';
import { unsubscribe } from '../../domain/subscription/unsubscribe.ts';
import { openSubscriptions } from '../../domain/subscription/view.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

/** REST hooks, as Zapier, Make and n8n use them. */
export function subscriptionRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listSubscriptions, async ({ params }) => ({
    items: (await openSubscriptions(deps.store.db, params.workspaceId)).map(({ view }) => view),
  }));
  bind(app, deps, endpoints.subscribe, (call) => subscribe(deps, reachOf(call), call.body));
  bind(app, deps, endpoints.listSubscriptionSamples, async ({ query }) => ({
    items: [sampleMessage(deps.destinations, query.type, deps.clock.now())],
  }));
  bind(app, deps, endpoints.unsubscribe, async ({ params, actor }) => {
    await unsubscribe(deps, { ...params, by: actor.name });
    return { ok: true as const };
  });
}
