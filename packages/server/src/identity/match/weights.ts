import { type Comparison, type Field, FIELDS, type Level, LEVELS } from './compare.ts';

/** How often a field agrees in each way between records of one person (`m`) and of two (`u`). Both sum to 1 over its levels. */
export interface FieldWeights {
  m: number[];
  u: number[];
}

export interface Weights {
  fields: Record<Field, FieldWeights>;
  /** The share of all pairs that are one person. */
  prior: number;
}

/**
 * Where there are too few contacts to learn from. Estimates of ours, from no data set: people mistype a few per cent of
 * what they write, about one field in ten changes between two visits, and of strangers about one in a hundred shares a
 * family name, one in fifty a town.
 */
const FIELD_PRIORS: Record<Field, FieldWeights> = {
  name: { m: [0.75, 0.12, 0.05, 0.03, 0.01, 0.03, 0.01], u: [0.0002, 0.0003, 0.0006, 0.002, 0.01, 0.01, 0.9769] },
  email: { m: [0.6, 0.03, 0.03, 0.03, 0.03, 0.28], u: [0.00005, 0.00002, 0.00002, 0.0003, 0.0002, 0.99941] },
  phone: { m: [0.7, 0.04, 0.26], u: [0.0002, 0.0003, 0.9995] },
  organisation: { m: [0.7, 0.05, 0.25], u: [0.002, 0.001, 0.997] },
  street: { m: [0.6, 0.2, 0.08, 0.12], u: [0.0001, 0.001, 0.03, 0.9689] },
  city: { m: [0.8, 0.06, 0.14], u: [0.02, 0.002, 0.978] },
  postcode: { m: [0.8, 0.06, 0.14], u: [0.01, 0.02, 0.97] },
  region: { m: [0.9, 0.1], u: [0.2, 0.8] },
  birthDate: { m: [0.9, 0.06, 0.04], u: [0.0001, 0.002, 0.9979] },
  nationalId: { m: [0.9, 0.08, 0.02], u: [0.00001, 0.0001, 0.99989] },
};

/** A handful of contacts in some thousand pairs are the same person twice. */
export function priorWeights(contacts: number): Weights {
  return { fields: FIELD_PRIORS, prior: 0.5 / Math.max(contacts, 20) };
}

/** How much the prior counts beside what the data say, in pairs. */
const PRIOR_PAIRS_M = 10;
const PRIOR_PAIRS_U = 50;
const ROUNDS = 25;

interface Pattern {
  levels: (number | undefined)[];
  pairs: number;
}

/**
 * Learns the weights from the contacts at hand, without knowing who is who: how often strangers agree from random
 * pairs, how often one person's records do by expectation maximisation over the pairs that share a blocking key (all
 * others are taken for strangers). Nothing of it outlives the call.
 */
export function learnWeights(contacts: number, candidates: Comparison[], strangers: Comparison[]): Weights {
  const start = priorWeights(contacts);
  const allPairs = Math.max((contacts * (contacts - 1)) / 2, 1);
  const strangerPatterns = patternsOf(strangers);
  const u = FIELDS.map((field, index) => shareOf(strangerPatterns, index, () => 1, FIELD_PRIORS[field].u, PRIOR_PAIRS_U));
  const patterns = patternsOf(candidates);
  let m = FIELDS.map((field) => FIELD_PRIORS[field].m);
  let prior = start.prior;
  for (let round = 0; round < ROUNDS; round += 1) {
    const chances = new Map(patterns.map((pattern) => [pattern, chance(pattern.levels, m, u, prior)]));
    const weigh = (pattern: Pattern) => chances.get(pattern) as number;
    m = FIELDS.map((field, index) => shareOf(patterns, index, weigh, FIELD_PRIORS[field].m, PRIOR_PAIRS_M));
    const found = patterns.reduce((sum, pattern) => sum + pattern.pairs * weigh(pattern), 0);
    prior = Math.min(Math.max(found, 0.5) / allPairs, 0.5);
  }
  const fields = Object.fromEntries(FIELDS.map((field, index) => [field, { m: m[index], u: u[index] }])) as Weights['fields'];
  return { fields, prior };
}

function chance(levels: Pattern['levels'], m: number[][], u: number[][], prior: number): number {
  let logOdds = Math.log(prior / (1 - prior));
  levels.forEach((level, field) => {
    if (level !== undefined) logOdds += Math.log((m[field]?.[level] as number) / (u[field]?.[level] as number));
  });
  return 1 / (1 + Math.exp(-logOdds));
}

function patternsOf(comparisons: Comparison[]): Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const comparison of comparisons) {
    const levels = FIELDS.map((field) => levelIndex(field, comparison[field]));
    const key = levels.join();
    const known = patterns.get(key);
    if (known === undefined) patterns.set(key, { levels, pairs: 1 });
    else known.pairs += 1;
  }
  return [...patterns.values()];
}

export function levelIndex(field: Field, level: Level | undefined): number | undefined {
  return level === undefined ? undefined : (LEVELS[field] as readonly string[]).indexOf(level);
}

function shareOf(patterns: Pattern[], field: number, weigh: (pattern: Pattern) => number, prior: number[], priorPairs: number): number[] {
  const counts = prior.map((share) => share * priorPairs);
  for (const pattern of patterns) {
    const level = pattern.levels[field];
    if (level !== undefined) counts[level] = (counts[level] as number) + pattern.pairs * weigh(pattern);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}
