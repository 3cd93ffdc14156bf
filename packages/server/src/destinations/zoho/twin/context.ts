import { createCallContext, type CallContext } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { zoho } from '../index.ts';
import { Settings } from '../settings.ts';
import { ACCESS_TOKEN, API_DOMAIN, type ZohoTwin } from '../twin.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(twin: ZohoTwin, settings: Partial<Settings> = {}, key = 'delivery-1'): CallContext<Settings> {
  return createCallContext<Settings>({
    definition: zoho,
    settings: Settings.parse({ dataCentre: 'eu', apiDomain: API_DOMAIN, organizationId: '60001234567', ...settings }),
    accessToken: ACCESS_TOKEN,
    fetch: twin.fetch,
    idempotencyKey: key,
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'keyed-upsert',
    record: () => undefined,
  });
}
