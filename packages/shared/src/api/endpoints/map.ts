import { z } from 'zod';
import { FlowSpec } from '../../flow/flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowQuestions, WorkspaceMap } from '../map.ts';
import { id, inWs, ws } from './parts.ts';

export const mapEndpoints = {
  workspaceMap: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/map',
    tag: 'map',
    access: 'panel',
    status: 200,
    summary: 'Every source, flow and connection: what starts what, who owns it, which field goes where, and what is in the way.',
    params: ws,
    inLanguage: true,
    answer: WorkspaceMap,
  }),
  workspaceMapMarkdown: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/map.md',
    tag: 'map',
    access: 'panel',
    status: 200,
    summary: 'The map as a document, with the exit plan of each destination.',
    params: ws,
    media: 'text/markdown',
    answer: z.string(),
  }),
  workspaceMapSvg: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/map.svg',
    tag: 'map',
    access: 'panel',
    status: 200,
    summary: 'The map as a picture.',
    params: ws,
    media: 'image/svg+xml',
    answer: z.string(),
  }),
  flowQuestions: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/questions',
    tag: 'map',
    access: 'panel',
    needs: 'viewer',
    status: 200,
    summary: 'The five questions before a flow goes live, answered for its draft, or for a version that is not saved yet. Changes nothing.',
    params: inWs({ flowId: id }),
    body: z.strictObject({ spec: FlowSpec.optional() }),
    inLanguage: true,
    answer: FlowQuestions,
  }),
};
