import { parseEnvelope, type Envelope } from '@handoff/shared/event';
import { utmOf } from '../normalize/context.ts';
import { bareId } from '../normalize/ids.ts';
import { compact } from '../normalize/read.ts';
import type { PixelEvent } from './submission.ts';
import { visitTime } from './visit.ts';

/** The event of something a known customer did at the storefront: `custom.product_viewed` and the like. */
export function pixelEnvelope(event: PixelEvent, now: number): Envelope {
  const { customer } = event;
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  const parsed = parseEnvelope({
    id: `pixel-${event.id}`,
    idempotencyKey: `custom.${event.name}:shopify-${event.id}`,
    type: `custom.${event.name}`,
    occurredAt: visitTime(event.at, now),
    subject: {
      ...compact({
        email: customer.email?.slice(0, 320),
        phone: customer.phone?.slice(0, 64),
        name: name.slice(0, 300),
        firstName: customer.firstName?.slice(0, 150),
        lastName: customer.lastName?.slice(0, 150),
      }),
      externalIds: { shopify_shop: event.shop, shopify_customer: bareId(customer.id) },
    },
    data: { ...compact(event.data), visitorConsent: event.consent },
    context: compact({ page: event.page, referrer: event.referrer, utm: utmOf(event.page) }),
  });
  if (!parsed.ok) throw new Error(`a pixel event that was read gave no envelope: ${JSON.stringify(parsed.problems)}`);
  return parsed.envelope;
}
