import { fill, type Translate } from '../translate.ts';
import { type SkipCode, skipWords } from '../wording/skip-words.ts';

export interface Replayed {
  deliveryIds: readonly string[];
  skipped: readonly { code: SkipCode }[];
  /** It was set aside and is processed now; its deliveries follow. */
  processing?: boolean | undefined;
}

export interface ReplayReport {
  /** "3 are sent again." */
  done: string;
  /** Why others are not, with how many. */
  notDone: { count: number; text: string }[];
}

/** What came of sending again, in words; what was left out is counted by its reason. */
export function replayReport(answers: readonly Replayed[], t: Translate): ReplayReport {
  const sent = answers.reduce((sum, { deliveryIds }) => sum + deliveryIds.length, 0);
  const processed = answers.filter(({ processing }) => processing === true).length;
  const codes = answers.flatMap(({ skipped }) => skipped.map(({ code }) => code));
  const done = [
    ...(sent > 0 ? [fill(t('Deliveries on their way again: {count}.'), { count: sent })] : []),
    ...(processed > 0 ? [fill(t('Events being processed now: {count}.'), { count: processed })] : []),
  ];
  return {
    done: done.length === 0 ? t('Nothing was sent again.') : done.join(' '),
    notDone: [...new Set(codes)].map((code) => ({ count: codes.filter((one) => one === code).length, text: skipWords(code, t) })),
  };
}
