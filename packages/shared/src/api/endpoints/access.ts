import { AccessReport } from '../access.ts';
import { endpoint } from '../endpoint.ts';
import { done, id, inWs, ws } from './parts.ts';

export const accessEndpoints = {
  getAccess: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/access',
    tag: 'workspaces',
    access: 'panel',
    status: 200,
    summary: 'Who and what has access: what each may do against what it needs, who let it in, when it was last used.',
    params: ws,
    answer: AccessReport,
  }),
  revokeWorkspaceToken: endpoint({
    method: 'DELETE',
    path: '/v1/workspaces/{workspaceId}/tokens/{tokenId}',
    tag: 'workspaces',
    access: 'operator',
    needs: 'owner',
    status: 200,
    summary: 'Revoke an API token of this workspace.',
    params: inWs({ tokenId: id }),
    answer: done,
  }),
};
