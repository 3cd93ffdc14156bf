import { API_VERSION } from '../admin/library.ts';
import type { Meta } from '../normalize/index.ts';

/** What a webhook's headers would say, for events that no webhook brought. A new id each time it is called. */
export function readMeta(shop: string, now: number): () => Meta {
  return () => ({ shop, webhookId: crypto.randomUUID(), triggeredAt: new Date(now).toISOString(), apiVersion: API_VERSION });
}
