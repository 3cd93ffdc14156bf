import { createCallContext, DestinationFailure } from '../../packages/server/src/destinations/kit/index.ts';
import type { DestinationCase } from '../../packages/server/src/destinations/testing/contract.ts';

/** What becomes of an erasure, in the destination's own words: its example is asked to erase somebody its twin does not know. */
export async function erasingText({ definition, settings, accessToken, createTwin }: DestinationCase<unknown>): Promise<string> {
  const { erasePerson, title } = definition;
  if (erasePerson === undefined) return `${title} offers no way for it: the owner is told to do it by hand.`;
  const context = createCallContext({
    definition,
    settings: definition.settings.parse(settings),
    accessToken,
    fetch: createTwin().fetch,
    idempotencyKey: 'docs',
    eventId: 'docs',
    now: () => 0,
    record: () => undefined,
  });
  try {
    const erased = await erasePerson(context, { email: 'nobody@example.com', records: [] });
    const asked = 'When a person is erased in Handoff, the destination is asked to erase them too.';
    return erased === undefined ? asked : `${asked} ${erased.stays}`;
  } catch (error) {
    if (error instanceof DestinationFailure && error.classification.kind === 'permanent')
      return `It is left to the owner. ${error.message}`;
    throw error;
  }
}
