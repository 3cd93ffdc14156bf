import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { createConnectionCode } from '../../domain/source/create-connection-code.ts';
import { pairSource } from '../../domain/source/pair.ts';
import { rotateSourceKey } from '../../domain/source/rotate-key.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';

export function pairingRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.createConnectionCode, ({ params, actor }) => createConnectionCode(deps, params.workspaceId, actor.name));
  bind(app, deps, endpoints.pairSource, ({ body, asked }) => pairSource(deps, body, asked));
  bind(app, deps, endpoints.rotateSourceKey, ({ params, body }) => rotateSourceKey(deps, params.sourceId, body));
}
