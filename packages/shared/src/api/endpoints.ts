import { z } from 'zod';
import { Envelope } from '../event/envelope.ts';
import { FlowSpec, Slug } from '../flow/flow.ts';
import { Mapping } from '../mapping/spec.ts';
import { endpoint } from './endpoint.ts';
import { ApiErrorBody, ProblemSchema } from './errors.ts';
import { PairAnswer, PairRequest, RotateKeyRequest } from './pairing.ts';
import * as r from './resources.ts';
import { WorkspaceFile } from './workspace-file.ts';

const ws = z.object({ workspaceId: z.string() });
const inWs = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ workspaceId: z.string(), ...shape });
const id = z.string();
const page = {
  /** Rows before this position; take it from `next` of the page before. */
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.int().nullable() });
const done = z.object({ ok: z.literal(true) });
const name = z.string().min(1).max(200);

/** One event's fate within a request. `repeat`: known already. `revision`: known key, other content, kept and flagged. */
export const EventResult = z
  .object({
    eventId: z.string().optional(),
    status: z.enum(['accepted', 'repeat', 'revision', 'rejected']),
    /** Parts that were kept but not understood. */
    problems: z.array(ProblemSchema).optional(),
    error: ApiErrorBody.shape.error.optional(),
  })
  .meta({ id: 'EventResult' });

export const VersionChoice = z.enum(['pinned', 'current']);

/** Which record stands in for a live event: stored, or made up. */
const SampleChoice = z
  .union([
    z.strictObject({ eventId: z.string() }),
    z.strictObject({ envelope: Envelope }),
    z.strictObject({ sample: z.enum(['good', 'edge', 'bad']), type: z.string().default('form.submitted') }),
  ])
  .meta({ id: 'SampleChoice' });

const ReplayOptions = {
  version: VersionChoice.default('pinned'),
  /** A new idempotency key: the destination may make a second record. */
  asNew: z.boolean().default(false),
  /** Also where newer data of the same contact has gone out since. */
  force: z.boolean().default(false),
};

export const endpoints = {
  postEvents: endpoint({
    method: 'POST', path: '/v1/events', tag: 'ingest', access: 'source', status: 202,
    summary: 'Accept one event, or a batch of at most 100. 202 means kept, not delivered.',
    body: z.union([Envelope, z.object({ events: z.array(z.unknown()) })]),
    answer: z.union([z.object({ eventId: z.string(), status: z.enum(['accepted', 'repeat', 'revision']), problems: z.array(ProblemSchema).optional() }), z.object({ results: z.array(EventResult) })]),
  }),
  postHook: endpoint({
    method: 'POST', path: '/v1/hooks/{sourceId}', tag: 'ingest', access: 'source', status: 202,
    summary: 'Accept any JSON or form post from a generic webhook source, signed by Standard Webhooks.',
    params: z.object({ sourceId: id }), body: z.unknown(),
    answer: z.object({ eventId: z.string(), status: z.enum(['accepted', 'repeat', 'revision']), problems: z.array(ProblemSchema).optional() }),
  }),
  postSecretHook: endpoint({
    method: 'POST', path: '/v1/hooks/{sourceId}/{secret}', tag: 'ingest', access: 'source', status: 202,
    summary: 'The same for tools that cannot sign: the address itself is the secret.',
    params: z.object({ sourceId: id, secret: z.string() }), body: z.unknown(),
    answer: z.object({ eventId: z.string(), status: z.enum(['accepted', 'repeat', 'revision']), problems: z.array(ProblemSchema).optional() }),
  }),
  pairSource: endpoint({
    method: 'POST', path: '/v1/sources/pair', tag: 'pairing', access: 'public', status: 201,
    summary: 'Connect a site by its connection code.', body: PairRequest, answer: PairAnswer,
  }),
  rotateSourceKey: endpoint({
    method: 'POST', path: '/v1/sources/{sourceId}/rotate-key', tag: 'pairing', access: 'public', status: 200,
    summary: 'Replace a source’s key; the request is signed by the old and the new one.',
    params: z.object({ sourceId: id }), body: RotateKeyRequest, answer: z.object({ sourceId: id, fingerprint: z.string() }),
  }),
  health: endpoint({
    method: 'GET', path: '/health', tag: 'server', access: 'public', status: 200, summary: 'Whether the server works.',
    answer: z.object({ status: z.literal('ok'), version: z.string(), engine: z.enum(['sqlite', 'postgres']) }),
  }),
  listWorkspaces: endpoint({ method: 'GET', path: '/v1/workspaces', tag: 'workspaces', access: 'operator', status: 200, summary: 'All workspaces.', answer: z.object({ items: z.array(r.Workspace) }) }),
  createWorkspace: endpoint({ method: 'POST', path: '/v1/workspaces', tag: 'workspaces', access: 'operator', status: 201, summary: 'Open a workspace.', body: z.strictObject({ name }), answer: r.Workspace }),
  getWorkspace: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}', tag: 'workspaces', access: 'panel', status: 200, summary: 'One workspace.', params: ws, answer: r.Workspace }),
  workspaceHealth: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/health', tag: 'workspaces', access: 'panel', status: 200, summary: 'Last success, backlog, what needs a person.', params: ws, answer: r.WorkspaceHealth }),
  listAlerts: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/alerts', tag: 'workspaces', access: 'panel', status: 200, summary: 'Alerts, open ones first.', params: ws, answer: z.object({ items: z.array(r.Alert) }) }),
  listAudit: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/audit', tag: 'workspaces', access: 'panel', status: 200, summary: 'Who changed what, latest first.', params: ws, query: z.object(page), answer: pageOf(r.AuditEntry) }),
  exportWorkspace: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/export', tag: 'workspaces', access: 'operator', status: 200, summary: 'The workspace as a file; secrets as environment references.', params: ws, answer: WorkspaceFile }),
  listTokens: endpoint({ method: 'GET', path: '/v1/tokens', tag: 'workspaces', access: 'operator', status: 200, summary: 'API tokens, without their secrets.', answer: z.object({ items: z.array(r.ApiToken) }) }),
  createToken: endpoint({ method: 'POST', path: '/v1/tokens', tag: 'workspaces', access: 'operator', status: 201, summary: 'A new API token; the secret is shown once.', body: z.strictObject({ name, workspaceId: id.nullable().default(null) }), answer: r.ApiToken.extend({ token: z.string() }) }),
  revokeToken: endpoint({ method: 'DELETE', path: '/v1/tokens/{tokenId}', tag: 'workspaces', access: 'operator', status: 200, summary: 'Revoke an API token.', params: z.object({ tokenId: id }), answer: done }),

  createConnectionCode: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/connection-codes', tag: 'pairing', access: 'operator', status: 201, summary: 'A single-use code that pairs a site within 15 minutes.', params: ws, answer: z.object({ code: z.string(), expiresAt: z.iso.datetime() }) }),
  listSources: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/sources', tag: 'sources', access: 'panel', status: 200, summary: 'Where events come from.', params: ws, answer: z.object({ items: z.array(r.Source) }) }),
  createWebhookSource: endpoint({
    method: 'POST', path: '/v1/workspaces/{workspaceId}/sources', tag: 'sources', access: 'operator', status: 201,
    summary: 'A generic webhook source; its secret and secret address are shown once.', params: ws,
    body: z.strictObject({ name, slug: Slug.optional(), settings: z.record(z.string(), z.unknown()).default({}) }),
    answer: r.Source.extend({ signingSecret: z.string(), hookUrl: z.string(), secretHookUrl: z.string() }),
  }),
  updateSource: endpoint({ method: 'PATCH', path: '/v1/workspaces/{workspaceId}/sources/{sourceId}', tag: 'sources', access: 'panel', status: 200, summary: 'Change a source’s name or settings.', params: inWs({ sourceId: id }), body: z.strictObject({ name: name.optional(), settings: z.record(z.string(), z.unknown()).optional() }), answer: r.Source }),
  rotateSourceSecret: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/sources/{sourceId}/rotate-secret', tag: 'sources', access: 'operator', status: 200, summary: 'New secrets for a webhook source; the old ones stop.', params: inWs({ sourceId: id }), answer: z.object({ signingSecret: z.string(), secretHookUrl: z.string() }) }),
  revokeSource: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/sources/{sourceId}/revoke', tag: 'sources', access: 'panel', status: 200, summary: 'Disconnect a source. What it sent stays.', params: inWs({ sourceId: id }), answer: r.Source }),

  listDestinations: endpoint({ method: 'GET', path: '/v1/destinations', tag: 'connections', access: 'panel', status: 200, summary: 'The systems Handoff can push to, with their settings forms.', answer: z.object({ items: z.array(r.DestinationType) }) }),
  listConnections: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/connections', tag: 'connections', access: 'panel', status: 200, summary: 'Authorised accounts.', params: ws, answer: z.object({ items: z.array(r.Connection) }) }),
  createConnection: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/connections', tag: 'connections', access: 'panel', status: 201, summary: 'Add an account.', params: ws, body: z.strictObject({ destination: z.string(), name, slug: Slug.optional(), owner: z.string().max(320).optional(), settings: z.record(z.string(), z.unknown()), baseUrl: z.url().optional() }), answer: r.Connection }),
  getConnection: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}', tag: 'connections', access: 'panel', status: 200, summary: 'One account.', params: inWs({ connectionId: id }), answer: r.Connection }),
  updateConnection: endpoint({ method: 'PATCH', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}', tag: 'connections', access: 'panel', status: 200, summary: 'Change settings; a masked secret keeps its value.', params: inWs({ connectionId: id }), body: z.strictObject({ name: name.optional(), owner: z.string().max(320).nullable().optional(), settings: z.record(z.string(), z.unknown()).optional() }), answer: r.Connection }),
  removeConnection: endpoint({ method: 'DELETE', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}', tag: 'connections', access: 'panel', status: 200, summary: 'Remove an account; its access is revoked where the vendor allows. Refused while a live flow uses it.', params: inWs({ connectionId: id }), answer: done }),
  testConnection: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/test', tag: 'connections', access: 'panel', status: 200, summary: 'Whether the credentials work.', params: inWs({ connectionId: id }), answer: z.object({ ok: z.boolean(), account: z.string().nullable(), message: z.string().nullable() }) }),
  holdConnection: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/hold', tag: 'connections', access: 'panel', status: 200, summary: 'Pause a connection.', params: inWs({ connectionId: id }), body: z.strictObject({ reason: z.string().max(500).default('Paused by a person.') }), answer: r.Connection }),
  resumeConnection: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/resume', tag: 'connections', access: 'panel', status: 200, summary: 'End any hold.', params: inWs({ connectionId: id }), answer: r.Connection }),
  listFields: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/operations/{operation}/fields', tag: 'connections', access: 'panel', status: 200, summary: 'The fields of an operation, custom ones included.', params: inWs({ connectionId: id, operation: z.string() }), answer: z.object({ items: z.array(r.Field) }) }),
  defaultMapping: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/operations/{operation}/default-mapping', tag: 'connections', access: 'panel', status: 200, summary: 'A first mapping for an event type.', params: inWs({ connectionId: id, operation: z.string() }), query: z.object({ type: z.string().default('form.submitted'), eventId: z.string().optional() }), answer: z.object({ mapping: Mapping }) }),
  beginAuthorization: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/authorize', tag: 'connections', access: 'panel', status: 200, summary: 'Start OAuth: open the address in a popup.', params: inWs({ connectionId: id }), answer: z.object({ url: z.url() }) }),

  listFlows: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/flows', tag: 'flows', access: 'panel', status: 200, summary: 'Flows with their draft, shadow and published versions.', params: ws, answer: z.object({ items: z.array(r.Flow) }) }),
  createFlow: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/flows', tag: 'flows', access: 'panel', status: 201, summary: 'A new flow with its first draft.', params: ws, body: z.strictObject({ name, slug: Slug.optional(), owner: z.string().max(320).optional(), spec: FlowSpec }), answer: r.Flow }),
  getFlow: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/flows/{flowId}', tag: 'flows', access: 'panel', status: 200, summary: 'One flow.', params: inWs({ flowId: id }), answer: r.Flow }),
  updateFlow: endpoint({ method: 'PATCH', path: '/v1/workspaces/{workspaceId}/flows/{flowId}', tag: 'flows', access: 'panel', status: 200, summary: 'Change name or owner.', params: inWs({ flowId: id }), body: z.strictObject({ name: name.optional(), owner: z.string().max(320).nullable().optional() }), answer: r.Flow }),
  saveDraft: endpoint({ method: 'PUT', path: '/v1/workspaces/{workspaceId}/flows/{flowId}/draft', tag: 'flows', access: 'panel', status: 200, summary: 'Save the draft; nothing live changes.', params: inWs({ flowId: id }), body: z.strictObject({ spec: FlowSpec }), answer: r.FlowVersion }),
  shadowFlow: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/flows/{flowId}/shadow', tag: 'flows', access: 'panel', status: 200, summary: 'Run the draft on live events without sending anything.', params: inWs({ flowId: id }), answer: r.Flow }),
  publishFlow: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/flows/{flowId}/publish', tag: 'flows', access: 'panel', status: 200, summary: 'Make the draft (or the shadow) live.', params: inWs({ flowId: id }), answer: r.Flow }),
  rollbackFlow: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/flows/{flowId}/rollback', tag: 'flows', access: 'panel', status: 200, summary: 'Publish an earlier version again, as a new one.', params: inWs({ flowId: id }), body: z.strictObject({ version: z.int() }), answer: r.Flow }),
  listFlowVersions: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/flows/{flowId}/versions', tag: 'flows', access: 'panel', status: 200, summary: 'History, latest first.', params: inWs({ flowId: id }), answer: z.object({ items: z.array(r.FlowVersion) }) }),
  archiveFlow: endpoint({ method: 'DELETE', path: '/v1/workspaces/{workspaceId}/flows/{flowId}', tag: 'flows', access: 'panel', status: 200, summary: 'Take a flow out of use. Its history stays.', params: inWs({ flowId: id }), answer: done }),
  preview: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/preview', tag: 'flows', access: 'panel', status: 200, summary: 'The exact record a mapping makes of an event, its errors, and what it would match. Sends nothing.', params: ws, body: z.strictObject({ connectionId: id, operation: z.string(), mapping: Mapping, event: SampleChoice, steps: z.record(z.string(), z.record(z.string(), z.unknown())).default({}), findMatch: z.boolean().default(false) }), answer: r.Preview }),
  testSend: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/flows/{flowId}/test', tag: 'flows', access: 'panel', status: 200, summary: 'Run the draft (or the live version) once on a sample and really send it, marked as a test.', params: inWs({ flowId: id }), body: z.strictObject({ event: SampleChoice }), answer: z.object({ steps: z.array(z.object({ step: z.string(), state: z.enum(['succeeded', 'failed', 'skipped']), payload: z.unknown(), result: z.unknown(), error: r.DeliveryError.nullable() })) }) }),

  listEvents: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/events', tag: 'events', access: 'panel', status: 200, summary: 'Activity, latest first.', params: ws, query: z.object({ ...page, state: r.EventState.optional(), verdict: r.Verdict.optional(), sourceId: id.optional(), type: z.string().optional(), contact: z.string().max(320).optional() }), answer: pageOf(r.EventSummary) }),
  getEvent: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/events/{eventId}', tag: 'events', access: 'panel', status: 200, summary: 'One event with its timeline.', params: inWs({ eventId: id }), answer: r.EventDetail }),
  releaseEvents: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/events/release', tag: 'events', access: 'panel', status: 200, summary: 'Let kept-back events (quarantine, duplicate, suppress) go on; each is pushed exactly once.', params: ws, body: z.strictObject({ eventIds: z.array(id).min(1).max(500) }), answer: z.object({ released: z.int(), skipped: z.array(z.object({ eventId: id, reason: z.string() })) }) }),
  markEvents: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/events/mark', tag: 'events', access: 'panel', status: 200, summary: 'Say what events are; an accepted one marked as spam is only remembered.', params: ws, body: z.strictObject({ eventIds: z.array(id).min(1).max(500), as: z.enum(['spam', 'not_spam']) }), answer: z.object({ marked: z.int() }) }),
  replayEvent: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/events/{eventId}/replay', tag: 'events', access: 'panel', status: 200, summary: 'Do again what is missing of an event.', params: inWs({ eventId: id }), body: z.strictObject(ReplayOptions), answer: z.object({ deliveryIds: z.array(id), skipped: z.array(z.object({ deliveryId: id, reason: z.string() })) }) }),
  listDeliveries: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/deliveries', tag: 'deliveries', access: 'panel', status: 200, summary: 'Deliveries, latest first.', params: ws, query: z.object({ ...page, state: r.DeliveryStateName.optional(), connectionId: id.optional(), flowId: id.optional() }), answer: pageOf(r.Delivery) }),
  getDelivery: endpoint({ method: 'GET', path: '/v1/workspaces/{workspaceId}/deliveries/{deliveryId}', tag: 'deliveries', access: 'panel', status: 200, summary: 'One delivery with its attempts.', params: inWs({ deliveryId: id }), answer: r.DeliveryDetail }),
  replayDeliveries: endpoint({ method: 'POST', path: '/v1/workspaces/{workspaceId}/deliveries/replay', tag: 'deliveries', access: 'panel', status: 200, summary: 'Replay deliveries, named or by filter (dead letters and uncertain ones).', params: ws, body: z.strictObject({ deliveryIds: z.array(id).max(500).optional(), filter: z.strictObject({ states: z.array(z.enum(['dead', 'uncertain'])).min(1), connectionId: id.optional(), flowId: id.optional(), since: z.iso.datetime().optional() }).optional(), ...ReplayOptions }), answer: z.object({ deliveryIds: z.array(id), skipped: z.array(z.object({ deliveryId: id, reason: z.string() })) }) }),
};

export type EndpointName = keyof typeof endpoints;
