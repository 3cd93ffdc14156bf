import { type Changes, changes, creates, nothing, removes } from './change.ts';

export const memberChanges: Changes = {
  createWorkspace: creates('workspace.created', nothing, ({ ask }) => ask('createWorkspace', { body: { name: 'Second' } })),
  createConnectionCode: creates('connection_code.created', nothing, ({ ask, at }) => ask('createConnectionCode', { params: at })),
  createToken: creates('token.created', nothing, (scene) => scene.token(null)),
  revokeToken: removes(
    'token.revoked',
    (scene) => scene.token(null),
    ({ ask }, tokenId) => ask('revokeToken', { params: { tokenId } }),
  ),
  revokeWorkspaceToken: removes(
    'token.revoked',
    (scene) => scene.token(scene.at.workspaceId),
    ({ ask, at }, tokenId) => ask('revokeWorkspaceToken', { params: { ...at, tokenId } }),
  ),
  inviteMember: creates('member.invited', nothing, (scene) => scene.member()),
  changeMember: changes(
    'member.role_changed',
    (scene) => scene.member(),
    ({ ask }, params) => ask('changeMember', { params, body: { role: 'manager' } }),
  ),
  removeMember: removes(
    'member.removed',
    (scene) => scene.member(),
    ({ ask }, params) => ask('removeMember', { params }),
  ),
  inviteOperator: creates('member.invited', nothing, (scene) => scene.operator()),
  changeOperator: changes(
    'member.role_changed',
    (scene) => scene.operator(),
    ({ ask }, params) => ask('changeOperator', { params, body: { role: 'manager' } }),
  ),
  removeOperator: removes(
    'member.removed',
    (scene) => scene.operator(),
    ({ ask }, params) => ask('removeOperator', { params }),
  ),
  signOut: removes(
    'session.ended',
    (scene) => scene.visitor(),
    (_, { client }) => client('signOut', {}),
    ({ by }) => by,
  ),
  endSession: removes(
    'session.ended',
    async (scene) => {
      const visitor = await scene.visitor();
      const [session] = (await visitor.client('listSessions', {})).items;
      return { ...visitor, sessionId: String(session?.id) };
    },
    (_, { client, sessionId }) => client('endSession', { params: { sessionId } }),
    ({ by }) => by,
  ),
  endSessions: removes(
    'session.ended',
    (scene) => scene.visitor(),
    (_, { client }) => client('endSessions', {}),
    ({ by }) => by,
  ),
};
