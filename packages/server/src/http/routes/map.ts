import { endpoints } from '@handoff/shared/api';
import { mapMarkdown, mapSvg } from '@handoff/shared/panel';
import type { Hono } from 'hono';
import { flowQuestions } from '../../domain/flow/questions.ts';
import { makeMap } from '../../domain/map/make.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

/** As a document the map is in English; panels draw the same in their person's language. */
const t = (english: string) => english;

export function mapRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.workspaceMap, (call) => makeMap(deps, reachOf(call), call.language));
  bind(app, deps, endpoints.workspaceMapMarkdown, async (call) => mapMarkdown(await makeMap(deps, reachOf(call), 'en'), t));
  bind(app, deps, endpoints.workspaceMapSvg, async (call) => mapSvg(await makeMap(deps, reachOf(call), 'en'), { t }));
  bind(app, deps, endpoints.flowQuestions, (call) => flowQuestions(deps, reachOf(call), call.params.flowId, call.body.spec, call.language));
}
