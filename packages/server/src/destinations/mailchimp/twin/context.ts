import { createCallContext, type CallContext } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { mailchimp } from '../index.ts';
import { Settings } from '../settings.ts';
import type { MailchimpTwin } from '../twin.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(twin: MailchimpTwin, settings: Partial<Settings> = {}): CallContext<Settings> {
  return createCallContext({
    definition: mailchimp,
    settings: Settings.parse({ apiKey: twin.apiKey, audience: twin.audience, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'keyed-upsert',
    record: () => undefined,
  });
}
