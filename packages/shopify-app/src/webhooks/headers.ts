import { z } from 'zod';

/** A shop's permanent domain. */
export const ShopDomain = z
  .string()
  .max(255)
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/);

// Made once: to make a schema costs more than all that is done with a webhook before it is kept.
const text = (max: number) => z.string().min(1).max(max);
const Topic = text(200);
const DeliveryId = text(128);
const Version = text(20);
const Time = z.iso.datetime({ offset: true }).transform((time) => Date.parse(time));

/** Where a header is absent or cannot be read: the body is signed and is kept all the same, under these. */
const UNKNOWN = 'unknown';

export interface DeliveryHeaders {
  shop: string;
  topic: string;
  /** The delivery, the same on every retry; undefined where Shopify gave none. */
  webhookId: string | undefined;
  /** The happening, which several deliveries may share. */
  eventId: string | undefined;
  apiVersion: string;
  /** Epoch milliseconds; undefined where it cannot be read. */
  triggeredAt: number | undefined;
}

/** Reads what came beside the body. Webhooks say `X-Shopify-Topic`, next-generation events `Shopify-Topic`. */
export function readHeaders(headers: Headers): DeliveryHeaders {
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined =>
    schema.safeParse(headers.get(`x-shopify-${name}`) ?? headers.get(`shopify-${name}`)).data;
  return {
    shop: read('shop-domain', ShopDomain) ?? UNKNOWN,
    topic: read('topic', Topic) ?? UNKNOWN,
    webhookId: read('webhook-id', DeliveryId),
    eventId: read('event-id', DeliveryId),
    apiVersion: read('api-version', Version) ?? UNKNOWN,
    triggeredAt: read('triggered-at', Time),
  };
}

/** The signature of the raw body. */
export function signatureOf(headers: Headers): string | undefined {
  return headers.get('x-shopify-hmac-sha256') ?? headers.get('shopify-hmac-sha256') ?? undefined;
}
