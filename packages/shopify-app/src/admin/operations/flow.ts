import { z } from 'zod';
import { operation } from '../operation.ts';

/** Starts the merchant's Shopify Flow workflows that begin with one of the app's triggers. `payload` is keyed by the trigger's fields. */
export const receiveTrigger = operation({
  name: 'receiveTrigger',
  document: `mutation receiveTrigger($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { message } }
  }`,
  variables: z.object({ handle: z.string(), payload: z.record(z.string(), z.string()) }),
  data: z.object({ flowTriggerReceive: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable() }),
  points: 10,
});
