import type { Row } from './logistic.ts';
import { DIMENSIONS, indexOf } from './space.ts';

const PRIOR = 1;

/** Naive Bayes: for each feature, how much likelier it is in spam than in genuine mail, as a logarithm. 0 where never seen. */
export function bayesRatios(rows: readonly Row[]): Float32Array {
  const inSpam = new Float32Array(DIMENSIONS);
  const inGenuine = new Float32Array(DIMENSIONS);
  let spam = 2 * PRIOR;
  let genuine = 2 * PRIOR;
  for (const row of rows) {
    const counts = row.spam ? inSpam : inGenuine;
    if (row.spam) spam += row.weight;
    else genuine += row.weight;
    for (const hash of row.features) {
      const index = indexOf(hash);
      counts[index] = (counts[index] as number) + row.weight;
    }
  }
  const ratios = new Float32Array(DIMENSIONS);
  for (let index = 0; index < DIMENSIONS; index += 1) {
    const seen = inSpam[index] as number;
    const other = inGenuine[index] as number;
    if (seen + other > 0) ratios[index] = Math.log((seen + PRIOR) / spam / ((other + PRIOR) / genuine));
  }
  return ratios;
}
