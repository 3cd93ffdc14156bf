import type { useRetention } from '@handoff/shared/panel/hooks';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, _n, fill } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';

type Retention = NonNullable<ReturnType<typeof useRetention>['retention']>;

/** When old data were last removed, how much went, and when it is looked at again. */
export function LastRun({ retention: { lastRun, removedSoFar, isRunning, nextAt } }: { retention: Retention }) {
  const count = Object.values(removedSoFar).reduce((sum, rows) => sum + rows, 0);
  return (
    <p className="handoff-quiet">
      {isRunning && __('Old data are being removed right now.', 'handoff')}
      {!isRunning && lastRun === null && __('Old data have not been looked for yet; the server does so every hour.', 'handoff')}
      {!isRunning && lastRun !== null && (
        <>
          {__('Old data were last looked for', 'handoff')} <Ago at={lastRun.finishedAt} />.{' '}
          {nextAt !== null && fill(__('Next at {time}.', 'handoff'), { time: dateI18n(getSettings().formats.time, nextAt) })}
        </>
      )}{' '}
      {count > 0 &&
        fill(_n('{count} entry was removed or emptied so far.', '{count} entries were removed or emptied so far.', count, 'handoff'), {
          count,
        })}
    </p>
  );
}
