import { createHmac, randomUUID } from 'node:crypto';
import { CONFIG, SHOP, type TestClock } from './store.ts';

export interface DeliveryOptions {
  shop?: string | undefined;
  webhookId?: string | undefined;
  /** ISO 8601; now where absent. */
  triggeredAt?: string | undefined;
  secret?: string | undefined;
  /** Over the headers that are sent; undefined leaves one out. */
  headers?: Record<string, string | undefined> | undefined;
}

/** A webhook as Shopify posts it. A text is sent as it is. */
export function webhookRequest(clock: Pick<TestClock, 'now'>, topic: string, payload: unknown, options: DeliveryOptions = {}): RequestInit {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': options.shop ?? SHOP,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': options.webhookId ?? randomUUID(),
    'x-shopify-event-id': randomUUID(),
    'x-shopify-triggered-at': options.triggeredAt ?? new Date(clock.now()).toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', options.secret ?? CONFIG.apiSecret)
      .update(body)
      .digest('base64'),
    ...options.headers,
  };
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { method: 'POST', headers: Object.fromEntries(sent), body };
}
