import { z } from 'zod';
import { FlowSpec, FlowVersionState } from '../flow/flow.ts';
import { Alert } from './alerting.ts';
import { ProblemSchema } from './errors.ts';

export { DestinationType, Field } from './destination-type.ts';

const Time = z.iso.datetime();
const Id = z.string();

export const Workspace = z.object({ id: Id, name: z.string(), createdAt: Time }).meta({ id: 'Workspace' });

export const Source = z
  .object({
    id: Id,
    slug: z.string(),
    kind: z.string(),
    name: z.string(),
    url: z.string(),
    settings: z.record(z.string(), z.unknown()),
    fingerprint: z.string().nullable(),
    createdAt: Time,
    revokedAt: Time.nullable(),
    lastEventAt: Time.nullable(),
  })
  .meta({ id: 'Source' });

export const Hold = z
  .object({ kind: z.enum(['rate_limit', 'auth', 'scope', 'breaker', 'person']), until: Time.nullable(), message: z.string() })
  .meta({ id: 'Hold' });

export const Connection = z
  .object({
    id: Id,
    slug: z.string(),
    destination: z.string(),
    name: z.string(),
    owner: z.string().nullable(),
    /** The member that the owner is; null: somebody outside, or nobody. */
    ownerId: Id.nullish(),
    /** The day on which the entered key ends. */
    secretEndsOn: z.iso.date().nullish(),
    /** Secrets are masked. */
    settings: z.record(z.string(), z.unknown()),
    authorized: z.boolean(),
    account: z.string().nullable(),
    scopes: z.array(z.string()),
    hold: Hold.nullable(),
    baseUrl: z.string().nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Connection' });

export const FlowVersion = z
  .object({
    id: Id,
    version: z.int(),
    state: FlowVersionState,
    spec: FlowSpec,
    createdBy: z.string(),
    createdAt: Time,
    publishedAt: Time.nullable(),
  })
  .meta({ id: 'FlowVersion' });

export const Flow = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    owner: z.string().nullable(),
    /** The member that the owner is; null: somebody outside, or nobody. */
    ownerId: Id.nullish(),
    createdAt: Time,
    draft: FlowVersion.nullable(),
    shadow: FlowVersion.nullable(),
    published: FlowVersion.nullable(),
    /** When what is on was last compared with what its destinations have; null: not yet. */
    driftCheckedAt: Time.nullable(),
  })
  .meta({ id: 'Flow' });

export const Reason = z
  .object({ rule: z.string(), weight: z.number(), evidence: z.string(), hard: z.boolean().optional(), suppress: z.boolean().optional() })
  .meta({ id: 'Reason' });

export const Verdict = z.enum(['accept', 'review', 'quarantine', 'suppress', 'duplicate']);
export const EventState = z.enum(['received', 'processed', 'parked', 'revision']);
export const DeliveryStateName = z.enum([
  'blocked',
  'waiting',
  'pending',
  'leased',
  'succeeded',
  'dead',
  'uncertain',
  'skipped',
  'cancelled',
  'shadow',
]);

/** Why a delivery was not replayed. */
export const SkipCode = z.enum([
  'open',
  'done',
  'replayed',
  'not_sent',
  'newer_data',
  'flow_gone',
  'step_gone',
  'no_match',
  'connection_gone',
  'event_gone',
  'event_unreadable',
  'earlier_step',
  'not_found',
]);

export const EventSummary = z
  .object({
    id: Id,
    type: z.string(),
    sourceId: Id,
    state: EventState,
    occurredAt: Time,
    receivedAt: Time,
    processedAt: Time.nullable(),
    verdict: Verdict.nullable(),
    score: z.number().nullable(),
    reasons: z.array(Reason),
    marked: z.enum(['spam', 'not_spam']).nullable(),
    duplicateOf: Id.nullable(),
    revisionOf: Id.nullable(),
    /** What the sender should mend. */
    problems: z.array(ProblemSchema),
    /** Why processing failed, while it is tried again. */
    processError: z.string().nullable(),
    contact: z.string().nullable(),
    /** When its personal data were erased; absent where they were not. */
    erasedAt: Time.optional(),
    /** They were removed because they were kept this many days; left out where a person asked for it. */
    erasedAfterDays: z.int().optional(),
    /** How many deliveries are in each state. */
    deliveries: z.partialRecord(DeliveryStateName, z.int()),
    /** Where they go, without those that were replayed since. */
    targets: z.array(z.object({ connectionId: Id, state: DeliveryStateName, count: z.int() })),
  })
  .meta({ id: 'EventSummary' });

export const EventListItem = EventSummary.extend({
  /** The envelope as received, where it was asked for. */
  envelope: z.record(z.string(), z.unknown()).optional(),
}).meta({ id: 'EventListItem' });

export const DeliveryError = z
  .object({ code: z.string(), message: z.string(), problems: z.array(ProblemSchema) })
  .meta({ id: 'DeliveryError' });

export const Delivery = z
  .object({
    id: Id,
    eventId: Id,
    flowId: Id,
    flowVersionId: Id,
    step: z.string(),
    connectionId: Id,
    operation: z.string(),
    state: DeliveryStateName,
    attempts: z.int(),
    /** When it is tried (again); null once it is final. */
    runAt: Time.nullable(),
    createdAt: Time,
    finishedAt: Time.nullable(),
    /** The record as it was, or would be, sent. */
    payload: z.unknown(),
    /** The record at the destination. */
    result: z
      .object({
        id: z.string().optional(),
        url: z.string().optional(),
        effect: z.enum(['created', 'updated', 'unchanged', 'sent']).optional(),
        differences: z.array(ProblemSchema).optional(),
        /** Who said that it arrived, where the destination had not. */
        confirmedBy: z.string().optional(),
      })
      .nullable(),
    error: DeliveryError.nullable(),
    replayOf: Id.nullable(),
  })
  .meta({ id: 'Delivery' });

export const Attempt = z
  .object({
    id: Id,
    startedAt: Time,
    finishedAt: Time.nullable(),
    outcome: z.enum(['started', 'ok', 'retry', 'permanent', 'reauth', 'scope', 'unknown', 'duplicate']),
    code: z.string().nullable(),
    message: z.string().nullable(),
    /** Sanitized requests and answers. */
    exchanges: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'Attempt' });

export const TimelineEntry = z
  .object({ at: Time, kind: z.string(), message: z.string(), deliveryId: Id.optional() })
  .meta({ id: 'TimelineEntry' });

export const EventDetail = EventSummary.extend({
  /** The envelope as received. */
  envelope: z.record(z.string(), z.unknown()),
  deliveryList: z.array(Delivery),
  timeline: z.array(TimelineEntry),
}).meta({ id: 'EventDetail' });

export const DeliveryDetail = Delivery.extend({ attemptList: z.array(Attempt) }).meta({ id: 'DeliveryDetail' });

export const TraceEntry = z.object({
  target: z.string(),
  value: z.unknown(),
  steps: z.array(z.record(z.string(), z.unknown())),
  paths: z.array(z.string()).optional(),
});

export const Preview = z
  .object({
    /** The exact record that would be sent. */
    payload: z.unknown(),
    problems: z.array(ProblemSchema),
    warnings: z.array(ProblemSchema),
    trace: z.array(z.record(z.string(), z.unknown())),
    /** What it would update; null where nothing matches, absent where it was not looked up. */
    match: z.object({ id: z.string(), label: z.string(), url: z.string().optional() }).nullable().optional(),
  })
  .meta({ id: 'Preview' });

export const AuditEntry = z
  .object({
    /** Its place in the order of changes. */
    id: z.int(),
    at: Time,
    actor: z.string(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    /** Whether it can be undone, unless the same was changed again since. */
    undoable: z.boolean(),
    /** What the changed thing is called now; null where it has no name or is gone. */
    name: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

export const WorkspaceHealth = z
  .object({
    lastSuccessAt: Time.nullable(),
    /** Of `quarantined` and `review` those of which nobody has said yet what they are. */
    events: z.object({
      received: z.int(),
      quarantined: z.int(),
      review: z.int(),
      suppressed: z.int(),
      duplicates: z.int(),
      parked: z.int(),
    }),
    deliveries: z.object({
      pending: z.int(),
      waiting: z.int(),
      leased: z.int(),
      dead: z.int(),
      uncertain: z.int(),
      oldestPendingAt: Time.nullable(),
    }),
    connections: z.array(
      z.object({ id: Id, name: z.string(), destination: z.string(), hold: Hold.nullable(), lastSuccessAt: Time.nullable() }),
    ),
    alerts: z.array(Alert),
  })
  .meta({ id: 'WorkspaceHealth' });

export const ApiToken = z
  .object({
    id: Id,
    workspaceId: Id.nullable(),
    name: z.string(),
    createdAt: Time,
    lastUsedAt: Time.nullable(),
    revokedAt: Time.nullable(),
  })
  .meta({ id: 'ApiToken' });
