import { type Endpoint, mayAs, type PartsOf, roleFor } from '@handoff/shared/api';
import { toProblems } from '@handoff/shared/event';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { strongest } from '../domain/session/view.ts';
import { getWorkspace } from '../domain/workspace/get.ts';
import { adoptLanguage } from '../domain/workspace/language.ts';
import { AppError } from '../observe/app-error.ts';
import type { Language } from '../words/language.ts';
import { type Actor, type MemberActor, readActor } from './actor.ts';
import type { AppDeps } from './deps.ts';
import { answerLanguage, askedLanguage } from './language.ts';
import { decodeText, parseJson, readBody } from './read-body.ts';

export type Call<E extends Endpoint> = PartsOf<E, 'output'> & {
  actor: Actor;
  /** That of whoever reads the answer; `asked`: the same, undefined where they asked for none the server speaks. */
  language: Language;
  asked: Language | undefined;
};

/** An actor for public endpoints, which look at nobody. */
const NOBODY: Actor = { kind: 'operator', name: 'anyone', workspaceId: '' };

/**
 * Mounts one endpoint: authenticates, checks that the actor reaches the workspace in the path, parses every
 * part by the endpoint's zod schemas, calls one verb, answers.
 */
export function bind<E extends Endpoint>(
  app: Hono,
  deps: AppDeps,
  endpoint: E,
  handler: (call: Call<E>) => Promise<z.input<E['answer']>>,
): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app.on(endpoint.method, path, async (c) => {
    if (endpoint.access === 'public') deps.limits.anybody(c);
    const actor = endpoint.access === 'public' ? NOBODY : await readActor(deps, c);
    if (endpoint.access !== 'public') deps.limits.caller(actor);
    const params = endpoint.params && parsePart(endpoint.params, c.req.param(), '/params');
    if (endpoint.access !== 'public') await authorize(deps, endpoint, actor, (params as { workspaceId?: string } | undefined)?.workspaceId);
    const query = endpoint.query && parsePart(endpoint.query, c.req.query(), '/query');
    const maxBytes = Math.max(endpoint.maxBodyBytes ?? 0, deps.config.maxBodyBytes);
    const body = endpoint.body && parsePart(endpoint.body, await jsonBody(c, maxBytes), '');
    const asked = askedLanguage(c);
    if (asked !== undefined && actor.kind === 'panel' && endpoint.method !== 'GET')
      await adoptLanguage(deps.store.db, actor.workspaceId, asked);
    const language = endpoint.inLanguage === true ? answerLanguage(c) : (asked ?? 'en');
    const answer = await handler({ params, query, body, actor, language, asked } as Call<E>);
    if (endpoint.media !== undefined)
      return c.body(answer as string, endpoint.status, { 'content-type': `${endpoint.media}; charset=utf-8` });
    return c.json(answer as object, endpoint.status);
  });
}

async function authorize(deps: AppDeps, endpoint: Endpoint, actor: Actor, workspaceId: string | undefined): Promise<void> {
  if (actor.kind === 'member') return authorizeMember(deps, endpoint, actor, workspaceId);
  const serverWide = workspaceId === undefined && endpoint.access === 'operator';
  if (endpoint.access === 'member') throw new AppError('forbidden', 'This is for people who are signed in, not for tokens.');
  if (actor.kind === 'panel' && endpoint.access === 'operator')
    throw new AppError('forbidden', 'Only an operator’s API token may do this.');
  if (serverWide && actor.workspaceId !== undefined)
    throw new AppError('forbidden', 'This token reaches one workspace only; this needs a token for the whole server.');
  // Whether another's workspace exists is nobody's business: the answer is the same as for one that does not.
  if (workspaceId !== undefined && actor.workspaceId !== undefined && actor.workspaceId !== workspaceId) {
    throw new AppError('not_found', 'There is no such workspace, or this token does not reach it.');
  }
  // A token for the whole server may name any workspace; verbs below rely on it being there.
  if (workspaceId !== undefined && actor.workspaceId === undefined) await getWorkspace(deps.store, workspaceId);
}

/** A member does what their role lets them: in a workspace by the role they have there or as an operator, else as an operator. */
async function authorizeMember(deps: AppDeps, endpoint: Endpoint, actor: MemberActor, workspaceId: string | undefined): Promise<void> {
  // What is about oneself, or the same for all, needs no role.
  if (workspaceId === undefined && endpoint.access !== 'operator') return;
  const role = workspaceId === undefined ? actor.operator : strongest(actor.operator, actor.roles.get(workspaceId));
  if (role === undefined)
    throw workspaceId === undefined
      ? new AppError('forbidden', 'This concerns the whole server; only its operators may do it.')
      : new AppError('not_found', 'There is no such workspace, or you are not a member of it.');
  const needed = roleFor(endpoint);
  if (!mayAs(role, needed))
    throw new AppError(
      'forbidden',
      `You are a ${role} here; this takes ${needed === 'owner' ? 'an owner' : `a ${needed}`}. Ask an owner of the workspace.`,
    );
  if (workspaceId !== undefined) await getWorkspace(deps.store, workspaceId);
}

/** Whether somebody who is let into a workspace may call this endpoint there too. */
export function mayCall(actor: Actor, endpoint: Endpoint, workspaceId: string): boolean {
  if (actor.kind === 'operator') return true;
  if (actor.kind === 'panel') return endpoint.access === 'panel';
  const role = strongest(actor.operator, actor.roles.get(workspaceId));
  return role !== undefined && mayAs(role, roleFor(endpoint));
}

/** Parses what came from outside; every problem is named by its JSON pointer under `prefix`. */
export function parsePart<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = toProblems(parsed.error, prefix);
  const first = problems[0];
  const said = first === undefined ? '' : `${first.path} ${first.message}`.trim();
  throw new AppError('invalid', `Something in the request is not right: ${said}`, { problems });
}

async function jsonBody(c: Context, maxBytes: number): Promise<unknown> {
  const bytes = await readBody(c.req.raw, maxBytes);
  return bytes.length === 0 ? {} : parseJson(decodeText(bytes)).value;
}
