import type { HubspotTwin } from './index.ts';
import { createCallContext } from '../../kit/http.ts';
import type { RecordedExchange } from '../../kit/sanitize.ts';
import type { CallContext, Dedupe } from '../../kit/types.ts';
import { hubspot } from '../index.ts';
import { Settings } from '../settings.ts';

export interface TestContext {
  ctx: CallContext<Settings>;
  exchanges: RecordedExchange[];
}

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(
  twin: HubspotTwin,
  options: { key?: string; settings?: Partial<Settings>; dedupe?: Dedupe; timeoutMs?: number; now?: () => number } = {},
): TestContext {
  const exchanges: RecordedExchange[] = [];
  const ctx = createCallContext<Settings>({
    definition: hubspot,
    settings: Settings.parse({ accessToken: 'pat-na1-test-token-0001', portalId: '62515', ...options.settings }),
    fetch: twin.fetch,
    baseUrlOverride: twin.origins[0],
    idempotencyKey: options.key ?? 'event-1/step-1',
    eventId: 'event-1',
    now: options.now ?? Date.now,
    dedupe: options.dedupe,
    timeoutMs: options.timeoutMs,
    record: (exchange) => exchanges.push(exchange),
  });
  return { ctx, exchanges };
}
