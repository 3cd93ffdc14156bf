import { z } from 'zod';
import { WorkspaceList, WorkspaceState, WorkspaceUsage } from '../console.ts';
import { endpoint } from '../endpoint.ts';
import { ws } from './parts.ts';

export const consoleEndpoints = {
  overviewWorkspaces: endpoint({
    method: 'GET',
    path: '/v1/overview',
    tag: 'workspaces',
    access: 'member',
    status: 200,
    summary: 'The workspaces the person reaches, with how each fares; what is in trouble first.',
    query: z.object({
      /** Part of a name. */
      search: z.string().max(200).optional(),
      state: WorkspaceState.optional(),
      sort: z.enum(['trouble', 'name', 'newest', 'quiet']).default('trouble'),
      page: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    inLanguage: true,
    answer: WorkspaceList,
  }),
  workspaceUsage: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/usage',
    tag: 'workspaces',
    access: 'operator',
    status: 200,
    summary: 'How many events came in and were delivered, by day.',
    params: ws,
    answer: WorkspaceUsage,
  }),
};
