import { createCallContext, type CallContext, type Dedupe, type RecordedExchange } from '../../kit/index.ts';
import { zendesk } from '../index.ts';
import { Settings } from '../settings.ts';
import type { ZendeskTwin } from './index.ts';
import { ACCESS_TOKEN } from './oauth.ts';

export interface TestContext {
  ctx: CallContext<Settings>;
  exchanges: RecordedExchange[];
}

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(
  twin: ZendeskTwin,
  options: { key?: string; settings?: Record<string, unknown>; accessToken?: string | undefined; dedupe?: Dedupe } = {},
): TestContext {
  const exchanges: RecordedExchange[] = [];
  const ctx = createCallContext<Settings>({
    definition: zendesk,
    settings: Settings.parse({ subdomain: 'engines', ...options.settings }),
    accessToken: 'accessToken' in options ? options.accessToken : ACCESS_TOKEN,
    fetch: twin.fetch,
    idempotencyKey: options.key ?? 'delivery-1',
    eventId: 'evt_1',
    now: Date.now,
    dedupe: options.dedupe ?? 'ledger',
    record: (exchange) => exchanges.push(exchange),
  });
  return { ctx, exchanges };
}
