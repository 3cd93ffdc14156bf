import type { DestinationCase } from './case.ts';

/** The examples of a destination, one for each way to connect. */
export async function examplesOf(type: string): Promise<DestinationCase<unknown>[]> {
  const { examples } = (await import(`../${type}/examples.ts`)) as { examples: Record<string, DestinationCase<unknown>> };
  return Object.values(examples);
}
