import type { ApiErrorBody } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Parts } from '../parts.ts';
import { hashOf, type Accept } from './accept.ts';
import { readHeaders, signatureOf } from './headers.ts';
import { isSignedByShopify } from './verify.ts';

/** More than any order of Shopify's needs. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const NOT_SIGNED: ApiErrorBody = {
  error: {
    code: 'signature_invalid',
    message: 'Shopify’s signature does not match this body, so nothing of it was kept. Check the app’s client secret.',
  },
};
const TOO_LARGE: ApiErrorBody = {
  error: { code: 'body_too_large', message: `The body is larger than ${MAX_BODY_BYTES} bytes, so nothing of it was kept.` },
};
const NOT_KEPT: ApiErrorBody = {
  error: { code: 'unavailable', message: 'The message could not be kept right now. Send it again.', retryAfterSeconds: 60 },
};

/**
 * `POST /webhooks`, for every topic and for compliance: the signature is checked over the raw body, the message is kept
 * durably, and only then is it answered 200. All else is done afterwards (`process`), so that no topic, shop or shape
 * this version does not know is ever lost.
 */
export function webhookRoutes(app: Hono, parts: Parts, accept: Accept): void {
  const { clock, logger } = parts.ports;
  const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json(TOO_LARGE, 413) });

  app.post('/webhooks', limit, async (c) => {
    const bytes = new Uint8Array(await c.req.raw.arrayBuffer());
    const { headers } = c.req.raw;
    if (!isSignedByShopify(parts.config, bytes, signatureOf(headers))) return c.json(NOT_SIGNED, 401);

    // PostgreSQL's text takes no zero byte, and JSON has none.
    const body = decoder.decode(bytes).replaceAll('\0', '\uFFFD');
    const { webhookId, triggeredAt, ...read } = readHeaders(headers);
    try {
      await accept({ ...read, webhookId: webhookId ?? hashOf(body), triggeredAt: triggeredAt ?? clock.now(), body });
    } catch (error) {
      logger.error({ shop: read.shop, topic: read.topic, error: String(error) }, 'a webhook could not be kept; Shopify sends it again');
      return c.json(NOT_KEPT, 503);
    }
    return c.body(null, 200);
  });
}

const decoder = new TextDecoder('utf-8');
