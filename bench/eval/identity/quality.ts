import type { Labelled } from './contacts.ts';

/** Pairs of contacts. */
export interface Quality {
  /** Pairs that are one person. */
  truePairs: number;
  /** Pairs in one cluster, and those of them that are right. */
  linked: number;
  rightlyLinked: number;
  /** Pairs put up for review, and those of them that are right. */
  suggested: number;
  rightlySuggested: number;
  /** Clusters with more than one person. */
  mixed: number;
  people: number;
}

export interface Answer {
  clusters: { ids: string[] }[];
  suggestions: { a: string; b: string }[];
}

export function qualityOf(rows: Labelled[], answer: Answer): Quality {
  const truth = new Map(rows.map((row) => [row.contact.id, row.truth]));
  const quality = { truePairs: 0, linked: 0, rightlyLinked: 0, suggested: answer.suggestions.length, rightlySuggested: 0, mixed: 0 };
  const people = countBy(rows.map((row) => row.truth));
  for (const count of people.values()) quality.truePairs += pairsOf(count);
  for (const { ids } of answer.clusters) {
    const within = countBy(ids.map((id) => truth.get(id) ?? ''));
    quality.linked += pairsOf(ids.length);
    for (const count of within.values()) quality.rightlyLinked += pairsOf(count);
    if (within.size > 1) quality.mixed += 1;
  }
  for (const { a, b } of answer.suggestions) if (truth.get(a) === truth.get(b)) quality.rightlySuggested += 1;
  return { ...quality, people: people.size };
}

function countBy(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}
