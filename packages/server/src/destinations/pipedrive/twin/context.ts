import { createCallContext, type CallContext } from '../../kit/index.ts';
import { NOW } from '../../testing/faults.ts';
import { pipedrive } from '../index.ts';
import { Settings } from '../settings.ts';
import { API_TOKEN, type PipedriveTwin } from './index.ts';

/** A context as the delivery worker makes one, over the twin instead of the network. */
export function contextFor(twin: PipedriveTwin, { key = 'delivery-1' } = {}): CallContext<Settings> {
  return createCallContext({
    definition: pipedrive,
    settings: Settings.parse({ apiToken: API_TOKEN, companyDomain: 'acme' }),
    fetch: twin.fetch,
    idempotencyKey: key,
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: () => undefined,
  });
}
