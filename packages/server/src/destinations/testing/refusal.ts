import { DestinationFailure } from '../kit/types.ts';

/** The failure this work ends in; throws where it succeeds or ends otherwise. */
export async function refusalOf(work: Promise<unknown>): Promise<DestinationFailure> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof DestinationFailure) return outcome;
  throw new Error('it should have been refused', { cause: outcome });
}
