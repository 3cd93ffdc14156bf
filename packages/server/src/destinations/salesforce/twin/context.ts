import { createCallContext, type CallContext, type RecordedExchange } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { salesforce } from '../index.ts';
import { Settings } from '../settings.ts';
import { ACCESS_TOKEN, INSTANCE, type SalesforceTwin } from '../twin.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(twin: SalesforceTwin, settings: Partial<Settings> = {}, key = 'delivery-1') {
  const exchanges: RecordedExchange[] = [];
  const ctx: CallContext<Settings> = createCallContext<Settings>({
    definition: salesforce,
    settings: Settings.parse({ instanceUrl: INSTANCE, organizationId: '00D5g00000ABCDE', ...settings }),
    accessToken: ACCESS_TOKEN,
    fetch: twin.fetch,
    idempotencyKey: key,
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'keyed-upsert',
    record: (exchange) => exchanges.push(exchange),
  });
  return { ctx, exchanges };
}
