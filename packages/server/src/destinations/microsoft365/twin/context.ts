import { createCallContext, type CallContext, type Dedupe } from '../../kit/index.ts';
import { microsoft365 } from '../index.ts';
import { Settings } from '../settings.ts';
import { ACCESS_TOKEN, ACCOUNT, type GraphTwin } from './index.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(
  twin: GraphTwin,
  { delivery = 'evt_1:flow:step', settings = {}, dedupe }: { delivery?: string; settings?: Partial<Settings>; dedupe?: Dedupe } = {},
): CallContext<Settings> {
  return createCallContext({
    definition: microsoft365,
    settings: Settings.parse({ timeZone: 'Europe/Berlin', account: ACCOUNT, ...settings }),
    accessToken: ACCESS_TOKEN,
    fetch: twin.fetch,
    idempotencyKey: delivery,
    eventId: 'evt_1',
    now: () => 0,
    dedupe,
    record: () => undefined,
  });
}
