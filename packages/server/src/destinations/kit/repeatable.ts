import { DestinationFailure } from './types.ts';

/**
 * A part of an operation that may be repeated though the whole may not: a lost answer to it leaves nothing in doubt.
 * @param lost what to tell the owner of such an answer.
 * @throws DestinationFailure `retry` where `work` would have left it `unknown`.
 */
export async function repeatable<T>(lost: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'unknown') throw error;
    throw new DestinationFailure({ kind: 'retry', code: error.classification.code, message: lost }, error.response);
  }
}
