import { z } from 'zod';
import { operation } from '../operation.ts';

/** Where this app is told of topics that its manifest cannot name. `topics` are written as Shopify's API does: `CUSTOMER_JOINED_SEGMENT`. */
export const listSubscriptions = operation({
  name: 'listSubscriptions',
  document: `query listSubscriptions($topics: [WebhookSubscriptionTopic!]) {
    webhookSubscriptions(first: 50, topics: $topics) { nodes { id topic uri } }
  }`,
  variables: z.object({ topics: z.array(z.string()) }),
  data: z.object({ webhookSubscriptions: z.object({ nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })) }) }),
  points: 10,
});

export const createSubscription = operation({
  name: 'createSubscription',
  document: `mutation createSubscription($topic: WebhookSubscriptionTopic!, $uri: String!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) {
      webhookSubscription { id }
      userErrors { message }
    }
  }`,
  variables: z.object({ topic: z.string(), uri: z.string() }),
  data: z.object({
    webhookSubscriptionCreate: z
      .object({ webhookSubscription: z.object({ id: z.string() }).nullable(), userErrors: z.array(z.object({ message: z.string() })) })
      .nullable(),
  }),
  points: 10,
});

export const deleteSubscription = operation({
  name: 'deleteSubscription',
  document: 'mutation deleteSubscription($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }',
  variables: z.object({ id: z.string() }),
  data: z.object({ webhookSubscriptionDelete: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable() }),
  points: 10,
});
