import { fateOf, type Outcome } from './outcome.ts';

/** One line on what a chapter came to. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const deliveries = outcomes.flatMap((outcome) => outcome.deliveries);
  const arrived = deliveries.filter(({ state }) => state === 'succeeded');
  const places = [...Map.groupBy(arrived, ({ place }) => place)].map(([place, there]) => `${place} ${there.length}×`);
  const fates = outcomes.filter(({ answer }) => answer !== 'repeat').flatMap(({ event }) => (event === undefined ? [] : fateOf(event)));
  const fated = (...wanted: string[]) => fates.filter((fate) => fate !== undefined && wanted.includes(fate)).length;
  const count = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
  return [
    ...(places.length === 0 ? [] : [`delivered: ${places.join(', ')}`]),
    ...meanwhile(outcomes),
    ...count(fated('quarantine'), 'kept back as spam'),
    ...count(fated('duplicate'), 'kept back as a duplicate'),
    ...count(fated('suppress'), 'kept back as a test'),
    ...count(fated('revision', 'parked'), 'set aside and flagged'),
    ...count(outcomes.filter(({ answer }) => answer === 'repeat').length, 'known already'),
    ...count(outcomes.filter(({ status }) => status >= 300).length, 'refused'),
    ...count(deliveries.filter(({ state }) => state === 'uncertain').length, 'uncertain, shown to the owner'),
  ].join(' · ');
}

/** Whether the other destinations waited for the one that was down. */
function meanwhile(outcomes: readonly Outcome[]): string[] {
  if (!outcomes.some(({ chapter }) => chapter.weather === 'hubspot-outage')) return [];
  const arrived = outcomes.flatMap(({ deliveries }) => deliveries).filter(({ state }) => state === 'succeeded');
  const hubspotBack = Math.min(...arrived.filter(({ place }) => place === 'HubSpot contact').map(finishedAt));
  const others = arrived.filter(({ place }) => !place.startsWith('HubSpot'));
  const early = others.filter((delivery) => finishedAt(delivery) < hubspotBack).length;
  return [`${early} of the ${others.length} for others arrived while HubSpot was down`];
}

function finishedAt(delivery: Outcome['deliveries'][number]): number {
  return delivery.finishedAt === null ? Number.POSITIVE_INFINITY : Date.parse(delivery.finishedAt);
}
