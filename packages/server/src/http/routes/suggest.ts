import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { suggestFields } from '../../domain/suggest/fields.ts';
import { suggestFor } from '../../domain/suggest/mapping.ts';
import { putVocabulary, vocabularyOf } from '../../domain/suggest/vocabulary.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function suggestRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.suggestFields, async ({ params, body }) => ({
    items: await suggestFields(deps.store.db, params.workspaceId, body.fields),
  }));
  bind(app, deps, endpoints.suggestMapping, (call) =>
    suggestFor(deps, reachOf(call), { connectionId: call.params.connectionId, operation: call.params.operation, ...call.body }),
  );
  bind(app, deps, endpoints.getVocabulary, async ({ params }) => ({ items: await vocabularyOf(deps.store.db, params.workspaceId) }));
  bind(app, deps, endpoints.putVocabulary, async ({ params, body, actor }) => {
    await putVocabulary(deps, params.workspaceId, actor.name, { terms: body.items, base: body.base });
    return { items: await vocabularyOf(deps.store.db, params.workspaceId) };
  });
}
