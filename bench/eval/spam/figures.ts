import { round } from '../../lib/stats.ts';
import { wilson } from '../../lib/wilson.ts';
import { isEnquiry, type Row } from './rows.ts';
import type { Judged } from './site.ts';

/** One row and what was said of it. */
export interface Case {
  row: Row;
  judged: Judged;
}

const kept = ({ judged }: Case): boolean => judged.verdict === 'quarantine';

export interface Counts {
  spam: number;
  caught: number;
  genuine: number;
  mistaken: number;
  enquiries: number;
  enquiriesMistaken: number;
  flagged: number;
}

export function countCases(cases: readonly Case[]): Counts {
  const spam = cases.filter(({ row }) => row.label === 1);
  const genuine = cases.filter(({ row }) => row.label === 0);
  const enquiries = genuine.filter(({ row }) => isEnquiry(row));
  return {
    spam: spam.length,
    caught: spam.filter(kept).length,
    genuine: genuine.length,
    mistaken: genuine.filter(kept).length,
    enquiries: enquiries.length,
    enquiriesMistaken: enquiries.filter(kept).length,
    flagged: genuine.filter(({ judged }) => judged.verdict === 'review').length,
  };
}

/** The share of spam above the score that a share of the genuine is above. */
export function recallAt(cases: readonly Case[], falsePositives: number): number {
  const scores = (label: 0 | 1) => cases.filter(({ row }) => row.label === label).map(({ judged }) => judged.score ?? 0);
  const genuine = scores(0).toSorted((a, b) => b - a);
  const limit = genuine[Math.floor(falsePositives * genuine.length)] ?? Number.NEGATIVE_INFINITY;
  const spam = scores(1);
  return spam.filter((score) => score > limit).length / spam.length;
}

/** A share with its Wilson interval, for people. */
export function line(hits: number, of: number): string {
  if (of === 0) return 'none';
  const [low, high] = wilson(hits, of);
  return `${round(hits / of, 4)} (${hits} of ${of}; ${round(low, 4)} to ${round(high, 4)})`;
}

export function summary(counts: Counts): string {
  const { caught, spam, mistaken, genuine, flagged } = counts;
  return `recall ${line(caught, spam)}, false positives ${line(mistaken, genuine)}, genuine only flagged ${line(flagged, genuine)}`;
}
