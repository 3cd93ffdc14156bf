import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import type { ControlMessage } from '../webhooks/control.ts';
import { personOf } from './person.ts';

type Topic = 'customers/data_request' | 'customers/redact' | 'shop/redact';

/** Every request names its shop; without it nothing tells whose data are meant. */
const ShopRequest = z.object({ shop_domain: z.string() });

/** Keeps a request of a customer or a merchant about their data. The same message again is the same request. */
export async function keepRequest(parts: Parts, topic: Topic, { shop, webhookId, payload, receivedAt }: ControlMessage): Promise<string[]> {
  ShopRequest.parse(payload);
  const person = topic === 'shop/redact' ? '' : JSON.stringify(personOf(payload));
  await parts.ports.store.db
    .insertInto('shopify_compliance')
    .values({
      id: createHash('sha256').update(`${shop}\n${topic}\n${webhookId}`).digest('base64url').slice(0, 26),
      shop,
      topic,
      person,
      state: 'pending',
      attempts: 0,
      next_at: parts.ports.clock.now(),
      received_at: receivedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  parts.wake();
  return [];
}
