import type { DeliveryState } from '../wording/delivery-words.ts';

interface Link {
  id: string;
  replayOf: string | null;
}

/** A delivery with those it replaced, latest first. */
export interface DeliveryChain<Delivery> {
  latest: Delivery;
  earlier: Delivery[];
}

/** One chain for each thing that was to be sent, in the order in which they were made: a replay continues what it replays. */
export function deliveryChains<Delivery extends Link>(deliveries: readonly Delivery[]): DeliveryChain<Delivery>[] {
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const replaced = new Set(deliveries.flatMap(({ replayOf }) => replayOf ?? []));
  return deliveries
    .filter(({ id }) => !replaced.has(id))
    .map((latest) => ({ latest, earlier: earlierOf(latest, byId) }))
    .toSorted((a, b) => deliveries.indexOf(first(a)) - deliveries.indexOf(first(b)));
}

function first<Delivery>({ latest, earlier }: DeliveryChain<Delivery>): Delivery {
  return earlier.at(-1) ?? latest;
}

function earlierOf<Delivery extends Link>({ replayOf }: Delivery, byId: ReadonlyMap<string, Delivery>): Delivery[] {
  const before = replayOf === null ? undefined : byId.get(replayOf);
  return before === undefined ? [] : [before, ...earlierOf(before, byId)];
}

/** Whether it waits for a person, who may say that it shall not be sent any more. */
export function canGiveUp({ state }: { state: DeliveryState }): boolean {
  return state === 'dead' || state === 'uncertain';
}

/** Whether a person may send it again: it has come to an end, or nobody knows how it ended. What was erased cannot be sent. */
export function canReplayDelivery({ state, error }: { state: DeliveryState; error: { code: string } | null }): boolean {
  if (state === 'uncertain') return true;
  return (state === 'dead' || state === 'cancelled' || state === 'succeeded') && error?.code !== 'erased';
}
