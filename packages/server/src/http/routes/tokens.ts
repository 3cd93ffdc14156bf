import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { issueToken } from '../../domain/token/issue.ts';
import { listTokens } from '../../domain/token/list.ts';
import { revokeToken } from '../../domain/token/revoke.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

export function tokenRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listTokens, async () => ({ items: await listTokens(deps.store) }));
  bind(app, deps, endpoints.createToken, ({ body, actor }) => issueToken(deps, { ...body, by: actor.name }));
  bind(app, deps, endpoints.revokeToken, async ({ params, actor }) => {
    await revokeToken(deps, params.tokenId, actor.name);
    return { ok: true as const };
  });
}
