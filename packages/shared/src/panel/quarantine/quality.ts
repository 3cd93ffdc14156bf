import type { AnswerOf, endpoints } from '../../api/index.ts';
import { fill, type Translate } from '../translate.ts';

export type Quality = AnswerOf<(typeof endpoints)['screeningQuality']>;
export type WhatIf = AnswerOf<(typeof endpoints)['screeningWhatIf']>;
/** One message of a digest. */
export type Sampled = AnswerOf<(typeof endpoints)['screeningDigest']>['worstThrough'][number];

/** How right it was to keep back what was kept back. */
export function precisionWords({ precision, kept, released }: Pick<Quality, 'precision' | 'kept' | 'released'>, t: Translate): string {
  if (precision === null) return t('Nothing was kept back, so nothing can be said yet.');
  const percent = (share: number) => Math.round(share * 100);
  return fill(t('Of {kept} kept back, people released {released}: {percent} % were rightly kept (between {low} % and {high} %).'), {
    kept,
    released,
    percent: percent(precision.value),
    low: percent(precision.low),
    high: percent(precision.high),
  });
}

/** What other thresholds would have changed, a sentence each. */
export function whatIfWords({ messages, newlyKept, newlyThrough }: WhatIf, t: Translate): string[] {
  return [
    fill(t('Looked at: {count} messages of the last 30 days.'), { count: messages }),
    fill(t('Kept back in addition: {count}, of which people called {genuine} genuine.'), {
      count: newlyKept.count,
      genuine: newlyKept.genuine,
    }),
    fill(t('Let through in addition: {count}, of which people called {spam} spam.'), {
      count: newlyThrough.count,
      spam: newlyThrough.spam,
    }),
  ];
}

/** Whether two thresholds can be used: numbers, and nothing is kept back before it is flagged. */
export function thresholdsOf(review: string, quarantine: string): { review: number; quarantine: number } | undefined {
  const [low, high] = [Number(review), Number(quarantine)];
  const isRight =
    review.trim() !== '' && quarantine.trim() !== '' && Number.isFinite(low) && Number.isFinite(high) && low <= high && low > 0;
  return isRight ? { review: low, quarantine: high } : undefined;
}
