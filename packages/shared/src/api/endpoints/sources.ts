import { z } from 'zod';
import { Slug } from '../../flow/flow.ts';
import { endpoint } from '../endpoint.ts';
import * as r from '../resources.ts';
import { id, inWs, name, ws } from './parts.ts';

export const sourcesEndpoints = {
  listSources: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/sources',
    tag: 'sources',
    access: 'panel',
    status: 200,
    summary: 'Where events come from.',
    params: ws,
    answer: z.object({ items: z.array(r.Source) }),
  }),
  createWebhookSource: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/sources',
    tag: 'sources',
    access: 'operator',
    status: 201,
    summary: 'A generic webhook source; its secret and secret address are shown once.',
    params: ws,
    body: z.strictObject({ name, slug: Slug.optional(), settings: z.record(z.string(), z.unknown()).default({}) }),
    answer: r.Source.extend({ signingSecret: z.string(), hookUrl: z.string(), secretHookUrl: z.string() }),
  }),
  updateSource: endpoint({
    method: 'PATCH',
    path: '/v1/workspaces/{workspaceId}/sources/{sourceId}',
    tag: 'sources',
    access: 'panel',
    status: 200,
    summary: 'Change a source’s name or settings.',
    params: inWs({ sourceId: id }),
    body: z.strictObject({ name: name.optional(), settings: z.record(z.string(), z.unknown()).optional() }),
    answer: r.Source,
  }),
  rotateSourceSecret: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/sources/{sourceId}/rotate-secret',
    tag: 'sources',
    access: 'operator',
    status: 200,
    summary: 'New secrets for a webhook source; the old ones stop.',
    params: inWs({ sourceId: id }),
    answer: z.object({ signingSecret: z.string(), secretHookUrl: z.string() }),
  }),
  revokeSource: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/sources/{sourceId}/revoke',
    tag: 'sources',
    access: 'panel',
    status: 200,
    summary: 'Disconnect a source. What it sent stays.',
    params: inWs({ sourceId: id }),
    answer: r.Source,
  }),
};
