import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { changeRole } from '../../domain/member/change-role.ts';
import { listMembers } from '../../domain/member/find.ts';
import { inviteMember } from '../../domain/member/invite.ts';
import { removeMember } from '../../domain/member/remove.ts';
import { endAllSessions, endSession } from '../../domain/session/end.ts';
import { listSessions } from '../../domain/session/list.ts';
import { sessionView } from '../../domain/session/view.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Actor, MemberActor } from '../actor.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { dropCookie } from '../session/cookie.ts';

const OPERATORS = null;
const ok = { ok: true as const };

export function memberRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listMembers, async ({ params }) => ({ items: await listMembers(deps.store, params.workspaceId) }));
  bind(app, deps, endpoints.listOwners, async ({ params }) => ({ items: await listMembers(deps.store, params.workspaceId) }));
  bind(app, deps, endpoints.inviteMember, ({ params, body, actor, language }) =>
    inviteMember(deps, { scope: params.workspaceId, ...body, name: body.name, by: actor.name }, language),
  );
  bind(app, deps, endpoints.changeMember, ({ params, body, actor }) =>
    changeRole(deps, { scope: params.workspaceId, memberId: params.memberId, role: body.role, by: actor.name }),
  );
  bind(app, deps, endpoints.removeMember, async ({ params, actor }) => {
    await removeMember(deps, { scope: params.workspaceId, memberId: params.memberId, by: actor.name });
    return ok;
  });
  bind(app, deps, endpoints.listOperators, async () => ({ items: await listMembers(deps.store, OPERATORS) }));
  bind(app, deps, endpoints.inviteOperator, ({ body, actor, language }) =>
    inviteMember(deps, { scope: OPERATORS, ...body, name: body.name, by: actor.name }, language),
  );
  bind(app, deps, endpoints.changeOperator, ({ params, body, actor }) =>
    changeRole(deps, { scope: OPERATORS, memberId: params.memberId, role: body.role, by: actor.name }),
  );
  bind(app, deps, endpoints.removeOperator, async ({ params, actor }) => {
    await removeMember(deps, { scope: OPERATORS, memberId: params.memberId, by: actor.name });
    return ok;
  });
  sessionRoutes(app, deps);
}

/** About the person who asks, whatever their role. */
function sessionRoutes(app: Hono, deps: AppDeps): void {
  app.use('/v1/session', async (c, next) => {
    await next();
    if (c.req.method === 'DELETE' && c.res.ok) dropCookie(c, deps, 'handoff');
  });
  bind(app, deps, endpoints.getSession, ({ actor }) => sessionView(deps.store, memberOf(actor)));
  bind(app, deps, endpoints.signOut, async ({ actor }) => {
    const { email, sessionId } = memberOf(actor);
    await endSession(deps, email, sessionId);
    return ok;
  });
  bind(app, deps, endpoints.listSessions, async ({ actor }) => {
    const { email, sessionId } = memberOf(actor);
    return { items: await listSessions(deps.store, email, sessionId, deps.clock.now()) };
  });
  bind(app, deps, endpoints.endSession, async ({ actor, params }) => {
    await endSession(deps, memberOf(actor).email, params.sessionId);
    return ok;
  });
  bind(app, deps, endpoints.endSessions, async ({ actor }) => {
    await endAllSessions(deps, memberOf(actor).email);
    return ok;
  });
}

function memberOf(actor: Actor): MemberActor {
  if (actor.kind !== 'member') throw new AppError('forbidden', 'This is for people who are signed in, not for tokens.');
  return actor;
}
