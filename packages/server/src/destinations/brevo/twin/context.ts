import { createCallContext, DestinationFailure, type CallContext, type OperationDefinition } from '../../kit/index.ts';
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

/** The failure this work ends in; throws where it succeeds or ends otherwise. */
export async function refusalOf(work: Promise<unknown>): Promise<DestinationFailure> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof DestinationFailure) return outcome;
  throw new Error('it should have been refused', { cause: outcome });
}
