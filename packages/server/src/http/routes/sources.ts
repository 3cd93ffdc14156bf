import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { createStripeSource } from '../../domain/source/create-stripe.ts';
import { createWebhookSource } from '../../domain/source/create-webhook.ts';
import { listSources } from '../../domain/source/list.ts';
import { revokeSource } from '../../domain/source/revoke.ts';
import { rotateSourceSecret } from '../../domain/source/rotate-secret.ts';
import { setSigningSecret } from '../../domain/source/set-signing-secret.ts';
import { updateSource } from '../../domain/source/update.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function sourceRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listSources, async (call) => ({ items: await listSources(deps.store, reachOf(call)) }));
  bind(app, deps, endpoints.createWebhookSource, ({ params, body, actor }) =>
    createWebhookSource(deps, {
      workspaceId: params.workspaceId,
      name: body.name,
      slug: body.slug,
      settings: body.settings,
      by: actor.name,
    }),
  );
  bind(app, deps, endpoints.createStripeSource, ({ params, body, actor }) =>
    createStripeSource(deps, {
      workspaceId: params.workspaceId,
      name: body.name,
      slug: body.slug,
      settings: body.settings,
      by: actor.name,
    }),
  );
  bind(app, deps, endpoints.setSourceSecret, async (call) => {
    await setSigningSecret(deps, reachOf(call), call.params.sourceId, call.body.signingSecret);
    return { ok: true as const };
  });
  bind(app, deps, endpoints.updateSource, (call) => {
    const { name, settings, url } = call.body;
    return updateSource(deps, reachOf(call), call.params.sourceId, { name, settings, url });
  });
  bind(app, deps, endpoints.rotateSourceSecret, (call) => rotateSourceSecret(deps, reachOf(call), call.params.sourceId));
  bind(app, deps, endpoints.revokeSource, (call) => revokeSource(deps, reachOf(call), call.params.sourceId));
}
