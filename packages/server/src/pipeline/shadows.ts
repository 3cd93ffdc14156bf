import { knownPersons, personMembers } from '../domain/identity/known.ts';
import type { Db } from '../store/schema.ts';
import type { CompiledFlow } from './flows.ts';
import type { NewDelivery, RoutedEvent } from './route.ts';

/**
 * Fills in what shadows among planned deliveries would have sent: of the event, and of what is known of its person, as a delivery
 * does. So it is called once it is known whom the events are about. Orders and outputs of earlier steps are not seen.
 */
export async function fillShadows(
  db: Db,
  workspaceId: string,
  events: RoutedEvent[],
  flows: CompiledFlow[],
  planned: NewDelivery[],
): Promise<void> {
  const shadows = planned.filter(({ state }) => state === 'shadow');
  if (shadows.length === 0) return;
  const shown = new Set(shadows.map((delivery) => delivery.event_id));
  const eventOf = new Map(events.filter(({ id }) => shown.has(id)).map((event) => [event.id, event]));
  const persons = await knownPersons(db, workspaceId, [...eventOf.values()]);
  for (const delivery of shadows) {
    const event = eventOf.get(delivery.event_id);
    const step = flows.find(({ versionId }) => versionId === delivery.flow_version_id)?.steps.find(({ key }) => key === delivery.step_key);
    if (event === undefined || step === undefined) continue;
    const { payload, problems } = step.mapping.apply({ ...event.envelope, ...personMembers(event.envelope, persons.get(event.id)) });
    delivery.payload = JSON.stringify(payload);
    if (problems.length > 0) delivery.error = JSON.stringify({ code: 'mapping', message: 'This could not have been sent.', problems });
  }
}
