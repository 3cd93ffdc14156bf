import type { AnswerOf, endpoints } from '../../api/index.ts';
import { signedWeight } from '../activity/weights.ts';
import { fill, type Translate } from '../translate.ts';
import { ruleTitle } from '../wording/rule-titles.ts';

export type Quality = AnswerOf<(typeof endpoints)['screeningQuality']>;
export type WhatIf = AnswerOf<(typeof endpoints)['screeningWhatIf']>;
/** One message of a digest. */
export type Sampled = AnswerOf<(typeof endpoints)['screeningDigest']>['worstThrough'][number];

/** Of fewer, a share says more than is known. */
const ENOUGH = 10;

type Judged = Pick<Quality, 'precision' | 'kept' | 'released' | 'confirmed'>;

/** How right it was to keep back what was kept back. */
export function precisionWords({ precision, kept, released, confirmed }: Judged, t: Translate): string {
  if (precision === null) return t('Nothing was kept back, so nothing can be said yet.');
  if (kept < ENOUGH) {
    return fill(t('Of {kept} kept back, people released {released}. These are too few to say how often it is right.'), { kept, released });
  }
  if (released + confirmed === 0) {
    return fill(
      t(
        '{kept} were kept back. Nobody has said of any of them whether that was right, so nothing can be said yet. Look through them now and then.',
      ),
      { kept },
    );
  }
  // Of what is not quite all, one in a thousand must not vanish.
  const percent = (share: number) => (share < 1 ? Math.min(99, Math.round(share * 100)) : 100);
  const words = t(
    'Of {kept} kept back, people released {released} and called {confirmed} spam: {percent} % were rightly kept (between {low} % and {high} %).',
  );
  return fill(words, {
    kept,
    released,
    confirmed,
    percent: percent(precision.value),
    low: percent(precision.low),
    high: percent(precision.high),
  });
}

/** The signs that weighed most on a message, and what all others come to: together they are its score. */
export function sampleWords({ score, reasons }: Pick<Sampled, 'score' | 'reasons'>, t: Translate, locale: string): string {
  const told = reasons.filter(({ rule }) => rule !== 'observe_mode');
  const words = told.map(({ rule, weight }) =>
    weight === 0 ? ruleTitle(rule, t) : `${ruleTitle(rule, t)} ${signedWeight(weight, locale)}`,
  );
  const others = signedWeight(
    told.reduce((left, { weight }) => left - weight, score),
    locale,
  );
  return [...words, ...(others === '0' ? [] : [fill(t('other signs {weight}'), { weight: others })])].join(', ');
}

/** What other thresholds would have changed, a sentence each. */
export function whatIfWords({ messages, newlyKept, newlyThrough }: WhatIf, t: Translate): string[] {
  if (messages === 0) return [t('Nothing came in the last 30 days that other limits could be tried on.')];
  if (newlyKept.count === 0 && newlyThrough.count === 0)
    return [t('With these limits nothing else would have been kept back or let through.')];
  return [
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

/** How many messages end where, with the thresholds in force and with those under trial. */
export function whatIfRows({ then, now }: Pick<WhatIf, 'then' | 'now'>, t: Translate): { label: string; then: number; now: number }[] {
  return [
    { label: t('Goes on'), then: then.accept, now: now.accept },
    { label: t('Goes on, flagged for a look'), then: then.review, now: now.review },
    { label: t('Kept back'), then: then.quarantine, now: now.quarantine },
  ];
}

/** Whether two thresholds can be used: numbers, and nothing is kept back before it is flagged. */
export function thresholdsOf(review: string, quarantine: string): { review: number; quarantine: number } | undefined {
  const [low, high] = [Number(review), Number(quarantine)];
  const isRight =
    review.trim() !== '' && quarantine.trim() !== '' && Number.isFinite(low) && Number.isFinite(high) && low <= high && low > 0;
  return isRight ? { review: low, quarantine: high } : undefined;
}
