import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Footprint {
  /** In true time. */
  at: number;
  heapBytes: number;
  diskBytes: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What the process holds after all garbage is gone, and what the database takes on disk with its log. */
export function footprint(file: string, at: number): Footprint {
  collect();
  collect();
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return { at, heapBytes: process.memoryUsage().heapUsed, diskBytes: sizeOf(file) + sizeOf(`${file}-wal`) };
}

/** How much more the end took than the middle: medians over the same number of days. */
export function growth(
  samples: readonly Footprint[],
  of: (sample: Footprint) => number,
  middle: [number, number],
  end: [number, number],
): number {
  const median = ([from, to]: [number, number]) => {
    const values = samples
      .slice(from, to)
      .map(of)
      .toSorted((one, other) => one - other);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  return median(end) / median(middle);
}
