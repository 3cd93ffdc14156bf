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
  /** Why others are not, each with how many where it is more than one. */
  notDone: string[];
}

/** What came of sending again, in words; what was left out is counted by its reason. `refusals` are the server's own words. */
export function replayReport(answers: readonly Replayed[], refusals: readonly string[], t: Translate): ReplayReport {
  const sent = answers.reduce((sum, { deliveryIds }) => sum + deliveryIds.length, 0);
  const processed = answers.filter(({ processing }) => processing === true).length;
  const codes = answers.flatMap(({ skipped }) => skipped.map(({ code }) => code));
  const done = [
    ...(sent > 0 ? [fill(t('Deliveries on their way again: {count}.'), { count: sent })] : []),
    ...(processed > 0 ? [fill(t('Events being processed now: {count}.'), { count: processed })] : []),
  ];
  return {
    done: done.length === 0 ? t('Nothing was sent again.') : done.join(' '),
    notDone: [
      ...[...new Set(codes)].map((code) => times(codes.filter((one) => one === code).length, skipWords(code, t), t)),
      ...new Set(refusals),
    ],
  };
}

function times(count: number, reason: string, t: Translate): string {
  return count === 1 ? reason : fill(t('{count} times: {reason}'), { count, reason });
}
