import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { createTwin, type Twin } from '../testing/twin.ts';

export interface WebhookTwinOptions {
  url: string;
  /** `whsec_…` */
  secret: string;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * A receiver as the Standard Webhooks specification describes it, written without our own signing code: it checks the
 * signature over the raw body and the age, answers a repeated webhook-id without doing anything, and keeps the rest.
 */
export function createWebhookTwin({ url, secret, now }: WebhookTwinOptions): Twin & { received: ReadonlyMap<string, unknown> } {
  const { origin, pathname } = new URL(url);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const received = new Map<string, unknown>();

  const isGenuine = (header: string, content: string) => {
    const expected = createHmac('sha256', key).update(content).digest();
    return header.split(' ').some((part) => {
      const given = Buffer.from(part.replace(/^v1,/, ''), 'base64');
      return part.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
    });
  };

  const receive = async (c: Context) => {
    const id = c.req.header('webhook-id') ?? '';
    const timestamp = c.req.header('webhook-timestamp') ?? '';
    const body = await c.req.text();
    if (!isGenuine(c.req.header('webhook-signature') ?? '', `${id}.${timestamp}.${body}`)) return c.json({ error: 'wrong signature' }, 401);
    if (Math.abs(Number(timestamp) - now() / 1000) > 300) return c.json({ error: 'too old' }, 401);
    if (c.req.header('content-type') !== 'application/json') return c.json({ error: 'not JSON' }, 415);
    const message: unknown = JSON.parse(body);
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return c.json({ error: 'not an object' }, 422);
    const isPing = 'type' in message && message.type === 'handoff.ping';
    if (!isPing && !received.has(id)) received.set(id, message);
    return c.body(null, 204);
  };

  const twin = createTwin({
    origins: [origin],
    routes: (app) => void app.post(pathname, receive),
    snapshot: () => [...received].map(([id, message]) => ({ id, message })),
  });
  return Object.assign(twin, { received });
}
