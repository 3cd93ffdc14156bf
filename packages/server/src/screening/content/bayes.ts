import type { Row } from './logistic.ts';

const PRIOR = 1;

/** Naive Bayes: for each feature, how much likelier it is in spam than in genuine mail, as a logarithm. 0 where never seen. */
export function bayesRatios(rows: readonly Row[], dimensions: number): Float32Array {
  const inSpam = new Float32Array(dimensions);
  const inGenuine = new Float32Array(dimensions);
  let spam = 2 * PRIOR;
  let genuine = 2 * PRIOR;
  for (const row of rows) {
    const counts = row.spam ? inSpam : inGenuine;
    if (row.spam) spam += row.weight;
    else genuine += row.weight;
    for (const place of row.places) counts[place] = (counts[place] as number) + row.weight;
  }
  const ratios = new Float32Array(dimensions);
  for (let place = 0; place < dimensions; place += 1) {
    const seen = inSpam[place] as number;
    const other = inGenuine[place] as number;
    if (seen + other > 0) ratios[place] = Math.log((seen + PRIOR) / spam / ((other + PRIOR) / genuine));
  }
  return ratios;
}
