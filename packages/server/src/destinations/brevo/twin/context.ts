import { createCallContext, type CallContext, type OperationDefinition } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { brevo } from '../index.ts';
import { Settings } from '../settings.ts';
import type { BrevoTwin } from '../twin.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(
  twin: BrevoTwin,
  settings: Partial<Settings> = {},
  operation?: Pick<OperationDefinition<Settings, unknown>, 'dedupe'>,
): CallContext<Settings> {
  return createCallContext({
    definition: brevo,
    settings: Settings.parse({ apiKey: twin.apiKey, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'event-1',
    now: () => NOW,
    dedupe: operation?.dedupe,
    record: () => undefined,
  });
}
