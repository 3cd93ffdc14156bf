import { z } from 'zod';
import { EventType } from '../../event/types.ts';
import { endpoint } from '../endpoint.ts';
import { done, id, inWs, ws } from './parts.ts';

const base = '/v1/workspaces/{workspaceId}/subscriptions';

/** A REST hook: events of some types, posted to an address that another tool gave us. It is a webhook connection and a flow of their own. */
const Subscription = z
  .object({
    id,
    name: z.string(),
    types: z.array(z.string()),
    sourceId: id.nullable(),
    /** The host of the address; the whole of it is a setting of the connection. */
    host: z.string(),
    connectionId: id,
    flowId: id,
    /** False where somebody archived its flow or removed its connection: then nothing is sent. */
    active: z.boolean(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscription' });

export const subscriptionsEndpoints = {
  listSubscriptions: endpoint({
    method: 'GET',
    path: base,
    tag: 'subscriptions',
    access: 'panel',
    status: 200,
    summary: 'What other tools (Zapier, Make) have subscribed to, oldest first.',
    params: ws,
    answer: z.object({ items: z.array(Subscription) }),
  }),
  subscribe: endpoint({
    method: 'POST',
    path: base,
    tag: 'subscriptions',
    access: 'operator',
    status: 201,
    summary:
      'Have events posted to an address (REST hooks): makes a webhook connection and a live flow, which the owner sees. The same address and types again answer the subscription that is there.',
    params: ws,
    body: z.strictObject({
      url: z.url({ protocol: /^https?$/, error: 'Enter the whole address, beginning with https://.' }).max(2000),
      types: z.array(EventType).min(1).max(50),
      /** What the owner sees; by default the API token’s name. */
      name: z.string().trim().min(1).max(100).optional(),
      /** Only what comes from this source. */
      sourceId: id.optional(),
    }),
    answer: Subscription.extend({
      /** Checks that a message comes from here (Standard Webhooks). Shown this once; null where the subscription was there already. */
      secret: z.string().nullable(),
    }),
  }),
  listSubscriptionSamples: endpoint({
    method: 'GET',
    path: `${base}/samples`,
    tag: 'subscriptions',
    access: 'panel',
    status: 200,
    summary: 'What a subscription to this event type will post, made up: for tools that map fields before anything happened.',
    params: ws,
    query: z.object({ type: EventType }),
    answer: z.object({ items: z.array(z.record(z.string(), z.unknown())) }),
  }),
  unsubscribe: endpoint({
    method: 'DELETE',
    path: `${base}/{subscriptionId}`,
    tag: 'subscriptions',
    access: 'panel',
    status: 200,
    summary: 'End a subscription: its flow is archived and its connection removed. Again changes nothing.',
    params: inWs({ subscriptionId: id }),
    answer: done,
  }),
};
