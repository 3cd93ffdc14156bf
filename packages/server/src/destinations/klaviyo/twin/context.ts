import { createCallContext, type CallContext } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { klaviyo } from '../index.ts';
import { Settings } from '../settings.ts';
import type { KlaviyoTwin } from './index.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(twin: KlaviyoTwin, settings: Partial<Settings> = {}): CallContext<Settings> {
  return createCallContext({
    definition: klaviyo,
    settings: Settings.parse({ apiKey: twin.apiKey, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'keyed-upsert',
    record: () => undefined,
  });
}
