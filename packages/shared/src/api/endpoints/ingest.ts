import { z } from 'zod';
import { Envelope } from '../../event/envelope.ts';
import { endpoint } from '../endpoint.ts';
import { ApiErrorBody, ProblemSchema } from '../errors.ts';
import { PairAnswer, PairRequest, RotateKeyRequest } from '../pairing.ts';
import { id, ws } from './parts.ts';

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

export const ingestEndpoints = {
  postEvents: endpoint({
    method: 'POST',
    path: '/v1/events',
    tag: 'ingest',
    access: 'source',
    status: 202,
    summary: 'Accept one event, or a batch of at most 100. 202 means kept, not delivered.',
    body: z.union([Envelope, z.object({ events: z.array(z.unknown()) })]),
    answer: z.union([
      z.object({ eventId: z.string(), status: z.enum(['accepted', 'repeat', 'revision']), problems: z.array(ProblemSchema).optional() }),
      z.object({ results: z.array(EventResult) }),
    ]),
  }),
  knownEvents: endpoint({
    method: 'POST',
    path: '/v1/events/known',
    tag: 'ingest',
    access: 'source',
    status: 200,
    summary: 'Which of these idempotency keys this source has sent before: what an import or a comparison need not send again.',
    body: z.strictObject({ keys: z.array(z.string().min(1).max(512)).min(1).max(500) }),
    answer: z.object({ known: z.array(z.string()) }),
  }),
  postHook: endpoint({
    method: 'POST',
    path: '/v1/hooks/{sourceId}',
    tag: 'ingest',
    access: 'source',
    status: 202,
    summary:
      'Accept any JSON or form post from a generic webhook source, signed by Standard Webhooks, or an event of a Stripe source, signed by Stripe.',
    params: z.object({ sourceId: id }),
    body: z.unknown(),
    answer: z.object({
      eventId: z.string(),
      status: z.enum(['accepted', 'repeat', 'revision']),
      problems: z.array(ProblemSchema).optional(),
    }),
  }),
  postSecretHook: endpoint({
    method: 'POST',
    path: '/v1/hooks/{sourceId}/{secret}',
    tag: 'ingest',
    access: 'source',
    status: 202,
    summary: 'The same for tools that cannot sign: the address itself is the secret.',
    params: z.object({ sourceId: id, secret: z.string() }),
    body: z.unknown(),
    answer: z.object({
      eventId: z.string(),
      status: z.enum(['accepted', 'repeat', 'revision']),
      problems: z.array(ProblemSchema).optional(),
    }),
  }),
  pairSource: endpoint({
    method: 'POST',
    path: '/v1/sources/pair',
    tag: 'pairing',
    access: 'public',
    status: 201,
    summary: 'Connect a site by its connection code.',
    body: PairRequest,
    answer: PairAnswer,
  }),
  rotateSourceKey: endpoint({
    method: 'POST',
    path: '/v1/sources/{sourceId}/rotate-key',
    tag: 'pairing',
    access: 'public',
    status: 200,
    summary: 'Replace a source’s key; the request is signed by the old and the new one.',
    params: z.object({ sourceId: id }),
    body: RotateKeyRequest,
    answer: z.object({ sourceId: id, fingerprint: z.string() }),
  }),
  createConnectionCode: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/connection-codes',
    tag: 'pairing',
    access: 'operator',
    status: 201,
    summary: 'A single-use code that pairs a site within 15 minutes.',
    params: ws,
    answer: z.object({ code: z.string(), expiresAt: z.iso.datetime() }),
  }),
};
