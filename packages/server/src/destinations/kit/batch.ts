import { DestinationFailure } from './types.ts';

/** How one vendor takes several records in one call. */
export interface BatchCall<I, O> {
  /** The most records one call may carry. */
  size: number;
  /** What the vendor tells records apart by: two of one key never share a call, and keep their order. */
  keyOf: (input: I) => string;
  /** One outcome for each input, in order. Throws DestinationFailure where the call was refused as a whole. */
  send: (inputs: I[]) => Promise<(O | DestinationFailure)[]>;
  /** Whether a call refused as a whole was refused for what is in one of its records, so that the others would pass without it. */
  isAboutRecords: (failure: DestinationFailure) => boolean;
}

/**
 * Sends records in as few calls as the vendor allows; one outcome for each, in order. A call refused for one bad record
 * is sent again in halves until that record stands alone. What is wrong with the connection or the vendor ends it:
 * whatever has no outcome by then gets that failure.
 */
export async function sendInBatches<I, O>(inputs: I[], call: BatchCall<I, O>): Promise<(O | DestinationFailure)[]> {
  const outcomes = new Map<number, O | DestinationFailure>();

  const settle = async (places: number[]): Promise<void> => {
    try {
      const answered = await call.send(places.map((place) => inputs[place]!));
      places.forEach((place, index) => outcomes.set(place, answered[index]!));
    } catch (error) {
      if (!(error instanceof DestinationFailure) || !call.isAboutRecords(error)) throw error;
      if (places.length === 1) return void outcomes.set(places[0]!, error);
      const half = Math.ceil(places.length / 2);
      await settle(places.slice(0, half));
      await settle(places.slice(half));
    }
  };

  try {
    for (const wave of wavesWithoutRepeats(inputs.map(call.keyOf), call.size)) await settle(wave);
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    inputs.forEach((_, place) => outcomes.has(place) || outcomes.set(place, error));
  }
  return inputs.map((_, place) => outcomes.get(place)!);
}

/** What became of a batch of one; throws what it was refused for. */
export function onlyOne<T>([outcome]: (T | DestinationFailure)[]): T {
  if (outcome instanceof DestinationFailure) throw outcome;
  return outcome!;
}

/** The places of the keys, in order, in groups of at most `size` in which no key comes twice. */
function wavesWithoutRepeats(keys: string[], size: number): number[][] {
  const waves: number[][] = [];
  const lastWaveOf = new Map<string, number>();
  keys.forEach((key, place) => {
    let at = (lastWaveOf.get(key) ?? -1) + 1;
    while ((waves[at]?.length ?? 0) >= size) at += 1;
    (waves[at] ??= []).push(place);
    lastWaveOf.set(key, at);
  });
  return waves;
}
