import { createCallContext, type CallContext } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { activecampaign } from '../index.ts';
import { Settings } from '../settings.ts';
import { API_KEY, HOST, type ActivecampaignTwin } from './index.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(
  twin: ActivecampaignTwin,
  { eventId = 'event-1', ...settings }: Partial<Settings> & { eventId?: string } = {},
): CallContext<Settings> {
  return createCallContext({
    definition: activecampaign,
    settings: Settings.parse({ url: HOST, apiKey: API_KEY, list: '1', automation: '7', ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId,
    now: () => NOW,
    dedupe: 'ledger',
    record: () => undefined,
  });
}
