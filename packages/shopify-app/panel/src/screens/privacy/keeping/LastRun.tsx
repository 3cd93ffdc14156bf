import type { useRetention } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/status.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { momentWords, numberWords } from '../../../ui/times.ts';

type Retention = NonNullable<ReturnType<typeof useRetention>['retention']>;

/** When old data were last removed, how much went, and when it is looked at again. */
export function LastRun({ retention: { lastRun, removedSoFar, isRunning, nextAt } }: { retention: Retention }) {
  const { shop } = useStatus();
  const count = Object.values(removedSoFar).reduce((sum, rows) => sum + rows, 0);
  return (
    <s-paragraph color="subdued">
      {isRunning && t('Old data are being removed right now.')}
      {!isRunning && lastRun === null && t('Old data have not been looked for yet; the server does so every hour.')}
      {!isRunning && lastRun !== null && (
        <>
          {t('Old data were last looked for')} <Ago at={lastRun.finishedAt} />.{' '}
          {nextAt !== null && fill(t('Next at {time}.'), { time: momentWords(nextAt, shop.timezone) })}
        </>
      )}{' '}
      {count > 0 &&
        fill(_n('{count} entry was removed or emptied so far.', '{count} entries were removed or emptied so far.', count), {
          count: numberWords(count),
        })}
    </s-paragraph>
  );
}
