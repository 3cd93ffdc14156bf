import type { Role } from '@handoff/shared/api';
import type { Context } from 'hono';
import { csrfTokenOf, findSession } from '../../domain/session/find.ts';
import { AppError } from '../../observe/app-error.ts';
import { sameSecret } from '../../secrets/hash.ts';
import type { MemberActor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { readCookie } from './cookie.ts';
import { requireSameOrigin } from './same-origin.ts';

/**
 * The person whose session the cookie names; undefined without a cookie. What changes something must come from our own
 * pages and repeat the session's token, since a browser sends the cookie along whoever makes it call.
 */
export async function readSession(deps: AppDeps, c: Context): Promise<MemberActor | undefined> {
  const secret = readCookie(c, deps, 'handoff');
  if (secret === undefined || secret === '') return undefined;
  const session = await findSession(deps.store, secret, deps.clock.now());
  if (session === undefined) throw new AppError('token_invalid', 'You are signed out. Sign in again.');
  const csrf = csrfTokenOf(secret);
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    requireSameOrigin(c, deps);
    if (!sameSecret(c.req.header('x-handoff-csrf') ?? '', csrf))
      throw new AppError('forbidden', 'This page is from an earlier session. Reload it and try again.');
  }
  const roles = new Map<string, Role>();
  let operator: Role | undefined;
  for (const { workspace_id: workspaceId, role } of session.memberships) {
    if (workspaceId === null) operator = role;
    else roles.set(workspaceId, role);
  }
  const name = session.memberships[0]?.name ?? session.email;
  return {
    kind: 'member',
    name: `member:${session.email}`,
    email: session.email,
    title: name,
    sessionId: session.id,
    csrf,
    operator,
    roles,
  };
}
