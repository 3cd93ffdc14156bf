import { endpoint } from '../endpoint.ts';
import { HealthReport, HealthSettings, Review } from '../health.ts';
import { id, inWs, ws } from './parts.ts';

export const healthEndpoints = {
  healthReport: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/health/report',
    tag: 'health',
    access: 'panel',
    status: 200,
    summary: 'How every source, flow and connection is, against what is usual for it, each in one plain sentence.',
    params: ws,
    inLanguage: true,
    answer: HealthReport,
  }),
  getHealthSettings: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/health/settings',
    tag: 'health',
    access: 'panel',
    status: 200,
    summary: 'How often flows and connections are to be reviewed.',
    params: ws,
    answer: HealthSettings,
  }),
  setHealthSettings: endpoint({
    method: 'PUT',
    path: '/v1/workspaces/{workspaceId}/health/settings',
    tag: 'health',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary: 'Set how often flows and connections are to be reviewed.',
    params: ws,
    body: HealthSettings,
    answer: HealthSettings,
  }),
  reviewFlow: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/review',
    tag: 'health',
    access: 'panel',
    status: 200,
    summary: 'Say that a flow and its mappings were looked through and are as they should be.',
    params: inWs({ flowId: id }),
    answer: Review,
  }),
  reviewConnection: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/review',
    tag: 'health',
    access: 'panel',
    status: 200,
    summary: 'Say that a connection’s access is still needed and is as it should be.',
    params: inWs({ connectionId: id }),
    answer: Review,
  }),
};
