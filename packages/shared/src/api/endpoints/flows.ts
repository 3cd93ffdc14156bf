import { z } from 'zod';
import { Envelope } from '../../event/envelope.ts';
import { FlowSpec, Slug } from '../../flow/flow.ts';
import { Mapping } from '../../mapping/spec.ts';
import { endpoint } from '../endpoint.ts';
import * as r from '../resources.ts';
import { done, id, inWs, name, ws } from './parts.ts';

/** Which record stands in for a live event: stored, or made up. */
const SampleChoice = z
  .union([
    z.strictObject({ eventId: z.string() }),
    z.strictObject({ envelope: Envelope }),
    z.strictObject({ sample: z.enum(['good', 'edge', 'bad']), type: z.string().default('form.submitted') }),
  ])
  .meta({ id: 'SampleChoice' });

/** `gone`: a field that is filled is not there any more. `needed`: one has to be filled now. `option`: a choice is gone. */
const DriftFound = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('gone'), target: z.string(), message: z.string() }),
    z.object({ kind: z.literal('needed'), target: z.string(), label: z.string(), message: z.string() }),
    z.object({ kind: z.literal('option'), target: z.string(), label: z.string(), value: z.string(), message: z.string() }),
  ])
  .meta({ id: 'DriftFound' });

export const flowsEndpoints = {
  listFlows: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/flows',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Flows with their draft, shadow and published versions.',
    params: ws,
    answer: z.object({ items: z.array(r.Flow) }),
  }),
  createFlow: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows',
    tag: 'flows',
    access: 'panel',
    status: 201,
    summary: 'A new flow with its first draft.',
    params: ws,
    body: z.strictObject({ name, slug: Slug.optional(), owner: z.string().max(320).optional(), spec: FlowSpec }),
    answer: r.Flow,
  }),
  getFlow: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'One flow.',
    params: inWs({ flowId: id }),
    answer: r.Flow,
  }),
  updateFlow: endpoint({
    method: 'PATCH',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Change name or owner.',
    params: inWs({ flowId: id }),
    body: z.strictObject({ name: name.optional(), owner: z.string().max(320).nullable().optional() }),
    answer: r.Flow,
  }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/draft',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Save the draft; nothing live changes.',
    params: inWs({ flowId: id }),
    body: z.strictObject({
      spec: FlowSpec,
      /** What the edits began from: where the flow says something else by now, nothing is saved (409). */
      base: FlowSpec.optional(),
    }),
    answer: r.FlowVersion,
  }),
  shadowFlow: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/shadow',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Run the draft on live events without sending anything.',
    params: inWs({ flowId: id }),
    answer: r.Flow,
  }),
  publishFlow: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/publish',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Make the draft (or the shadow) live.',
    params: inWs({ flowId: id }),
    answer: r.Flow,
  }),
  rollbackFlow: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/rollback',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Publish an earlier version again, as a new one.',
    params: inWs({ flowId: id }),
    body: z.strictObject({ version: z.int32() }),
    answer: r.Flow,
  }),
  listFlowVersions: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/versions',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'History, latest first.',
    params: inWs({ flowId: id }),
    answer: z.object({ items: z.array(r.FlowVersion) }),
  }),
  archiveFlow: endpoint({
    method: 'DELETE',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Take a flow out of use. Its history stays.',
    params: inWs({ flowId: id }),
    answer: done,
  }),
  checkDrift: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/check-drift',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Compare what the flow that is on fills with what its destinations have now. Done by itself once a day.',
    params: inWs({ flowId: id }),
    answer: z.object({
      items: z.array(
        z.object({
          step: z.string(),
          connectionId: id,
          drift: z.array(DriftFound),
          /** Why the destination could not be asked; then nothing is known of its drift. */
          unknown: z.string().nullable(),
        }),
      ),
    }),
  }),
  preview: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/preview',
    tag: 'flows',
    access: 'panel',
    needs: 'viewer',
    status: 200,
    summary: 'The exact record a mapping makes of an event, its errors, and what it would match. Sends nothing.',
    params: ws,
    body: z.strictObject({
      connectionId: id,
      operation: z.string(),
      mapping: Mapping,
      event: SampleChoice,
      steps: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
      findMatch: z.boolean().default(false),
    }),
    answer: r.Preview,
  }),
  testSend: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/flows/{flowId}/test',
    tag: 'flows',
    access: 'panel',
    status: 200,
    summary: 'Run the draft (or the live version) once on a sample and really send it, marked as a test.',
    params: inWs({ flowId: id }),
    body: z.strictObject({ event: SampleChoice }),
    answer: z.object({
      steps: z.array(
        z.object({
          step: z.string(),
          state: z.enum(['succeeded', 'failed', 'skipped']),
          payload: z.unknown(),
          result: z.unknown(),
          error: r.DeliveryError.nullable(),
        }),
      ),
    }),
  }),
};
