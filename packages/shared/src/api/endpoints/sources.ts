import { z } from 'zod';
import { Slug } from '../../flow/flow.ts';
import { endpoint } from '../endpoint.ts';
import { SiteUrl } from '../pairing.ts';
import * as r from '../resources.ts';
import { done, id, inWs, name, ws } from './parts.ts';

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
  createStripeSource: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/sources/stripe',
    tag: 'sources',
    access: 'operator',
    status: 201,
    summary: 'A Stripe account as a source: the address to enter in Stripe, and the events to choose there. Its secret is set afterwards.',
    params: ws,
    body: z.strictObject({ name, slug: Slug.optional(), settings: z.record(z.string(), z.unknown()).default({}) }),
    answer: r.Source.extend({ hookUrl: z.string(), events: z.array(z.string()) }),
  }),
  setSourceSecret: endpoint({
    method: 'PUT',
    path: '/v1/workspaces/{workspaceId}/sources/{sourceId}/signing-secret',
    tag: 'sources',
    access: 'operator',
    status: 200,
    summary: 'The secret (whsec_…) that the senders of a webhook or Stripe source sign with already; the one before stops.',
    params: inWs({ sourceId: id }),
    body: z.strictObject({ signingSecret: z.string().trim().min(1).max(300) }),
    answer: done,
  }),
  updateSource: endpoint({
    method: 'PATCH',
    path: '/v1/workspaces/{workspaceId}/sources/{sourceId}',
    tag: 'sources',
    access: 'panel',
    status: 200,
    summary: 'Change a source’s name or settings, or the address of a site that moved.',
    params: inWs({ sourceId: id }),
    body: z.strictObject({
      name: name.optional(),
      settings: z.record(z.string(), z.unknown()).optional(),
      url: SiteUrl.optional(),
    }),
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
