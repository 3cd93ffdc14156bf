import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import * as r from '../resources.ts';
import { id, inWs, page, pageOf, ws } from './parts.ts';

export const VersionChoice = z.enum(['pinned', 'current']);

const ReplayOptions = {
  version: VersionChoice.default('pinned'),
  /** A new idempotency key: the destination may make a second record. */
  asNew: z.boolean().default(false),
  /** Also where newer data of the same contact has gone out since. */
  force: z.boolean().default(false),
};

const Replayed = z.object({
  /** The new deliveries. */
  deliveryIds: z.array(id),
  /** What was not replayed: the code is stable, the reason is for people. No id where the step never had a delivery of the event. */
  skipped: z.array(z.object({ deliveryId: id.nullable(), code: r.SkipCode, reason: z.string() })),
});

export const eventsEndpoints = {
  listEvents: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/events',
    tag: 'events',
    access: 'panel',
    status: 200,
    summary: 'Activity, latest first.',
    params: ws,
    query: z.object({
      ...page,
      state: r.EventState.optional(),
      verdict: r.Verdict.optional(),
      sourceId: id.optional(),
      type: z.string().optional(),
      /** What it would have been, of a site that is only watched. */
      wouldBe: z.enum(['quarantine', 'review']).optional(),
      contact: z.string().max(320).optional(),
      /** What a person said it is; `none`: nobody has. */
      marked: z.enum(['spam', 'not_spam', 'none']).optional(),
      /** `doubtful`, for what was found to be quarantine or review, or would have been: the likeliest mistakes first, over all of it. */
      order: z.enum(['latest', 'doubtful']).default('latest'),
      /** Also what each event said. */
      include: z.literal('envelope').optional(),
    }),
    answer: pageOf(r.EventListItem),
  }),
  getEvent: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/events/{eventId}',
    tag: 'events',
    access: 'panel',
    status: 200,
    summary: 'One event with its timeline.',
    params: inWs({ eventId: id }),
    answer: r.EventDetail,
  }),
  releaseEvents: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/events/release',
    tag: 'events',
    access: 'panel',
    status: 200,
    summary:
      'Let kept-back events (quarantine, duplicate, suppress) go on, up to 1,000 a call; each is pushed exactly once. Screening learns that they, and any named that had gone on already, are genuine.',
    params: ws,
    body: z.strictObject({ eventIds: z.array(id).min(1).max(1000) }),
    answer: z.object({ released: z.int(), skipped: z.array(z.object({ eventId: id, reason: z.string() })) }),
  }),
  markEvents: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/events/mark',
    tag: 'events',
    access: 'panel',
    status: 200,
    summary:
      'Say what up to 1,000 events are; screening learns from it. An accepted one marked as spam is not taken back, a kept-back one marked as genuine is not sent: release it. `none` takes back what was said, and what was learned from it.',
    params: ws,
    body: z.strictObject({ eventIds: z.array(id).min(1).max(1000), as: z.enum(['spam', 'not_spam', 'none']) }),
    answer: z.object({ marked: z.int() }),
  }),
  replayEvent: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/events/{eventId}/replay',
    tag: 'events',
    access: 'panel',
    status: 200,
    summary: 'Do again what is missing of an event. One that was set aside is processed now; its deliveries follow (`processing`).',
    params: inWs({ eventId: id }),
    body: z.strictObject(ReplayOptions),
    answer: Replayed.extend({ processing: z.boolean() }),
  }),
  listDeliveries: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/deliveries',
    tag: 'deliveries',
    access: 'panel',
    status: 200,
    summary: 'Deliveries, latest first.',
    params: ws,
    query: z.object({ ...page, state: r.DeliveryStateName.optional(), connectionId: id.optional(), flowId: id.optional() }),
    answer: pageOf(r.Delivery),
  }),
  getDelivery: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/deliveries/{deliveryId}',
    tag: 'deliveries',
    access: 'panel',
    status: 200,
    summary: 'One delivery with its attempts.',
    params: inWs({ deliveryId: id }),
    answer: r.DeliveryDetail,
  }),
  confirmDelivery: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/deliveries/{deliveryId}/confirm',
    tag: 'deliveries',
    access: 'panel',
    status: 200,
    summary: 'Say that an uncertain delivery arrived: it is done, and steps that waited for it go on. If it did not arrive, replay it.',
    params: inWs({ deliveryId: id }),
    body: z.strictObject({ arrived: z.literal(true) }),
    answer: r.Delivery,
  }),
  giveUpDeliveries: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/deliveries/give-up',
    tag: 'deliveries',
    access: 'panel',
    status: 200,
    summary:
      'Say that dead letters and uncertain deliveries, up to 500 a call, shall not be sent any more: nobody is asked about them, and steps that waited for them are cancelled. A replay can still send them.',
    params: ws,
    body: z.strictObject({ deliveryIds: z.array(id).min(1).max(500) }),
    answer: z.object({ deliveryIds: z.array(id), skipped: z.array(z.object({ deliveryId: id, reason: z.string() })) }),
  }),
  replayDeliveries: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/deliveries/replay',
    tag: 'deliveries',
    access: 'panel',
    status: 200,
    summary:
      'Replay deliveries, named or by filter: dead letters and uncertain ones, oldest first, at most 10,000 a call. Where there are more, `next` is given: send it as `after` to go on.',
    params: ws,
    body: z
      .strictObject({
        deliveryIds: z.array(id).min(1).max(500).optional(),
        filter: z
          .strictObject({
            states: z.array(z.enum(['dead', 'uncertain'])).min(1),
            connectionId: id.optional(),
            flowId: id.optional(),
            /** Only what failed at or after this time. */
            since: z.iso.datetime().optional(),
            /** The `next` of the answer before. What failed since the first call is left out: it would go round for ever. */
            after: z
              .string()
              .regex(/^\d{1,15}-\d{1,15}$/, 'Send the `next` of the answer before, as it is.')
              .optional(),
            limit: z.int().min(1).max(10_000).default(10_000),
          })
          .optional(),
        ...ReplayOptions,
      })
      .refine((body) => (body.deliveryIds === undefined) !== (body.filter === undefined), 'Send either deliveryIds or a filter.'),
    answer: Replayed.extend({
      /** Where to go on; null where nothing is left, or deliveries were named. Missing: an older server, which has none. */
      next: z.string().nullable().default(null),
    }),
  }),
};
