import { Button } from '@wordpress/components';
import { __, _n, fill } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';
import { foundOn } from '../../app/sources.ts';
import { useSiteAction } from '../../app/queries.ts';
import { Ago } from '../../ui/Ago.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Section } from '../../ui/Section.tsx';

/** The hourly comparison with the form plugins' own entries, and an import of past ones while it runs. */
export function Missed() {
  const { gapScan, backfill, person, sources } = useStatus();
  const start = useSiteAction('startGapScan');
  const running = gapScan?.state === 'running';
  const unchecked = foundOn(sources).filter(({ enabled, keepsEntries }) => enabled && !keepsEntries);
  return (
    <Section title={__('Missed submissions', 'handoff')}>
      <p>{__('Every hour Handoff compares what your form plugins and shop keep themselves with what it captured.', 'handoff')}</p>
      <div role="status">
        {running ? (
          <JobProgress job={gapScan} />
        ) : gapScan === null ? (
          <p>{__('Not checked yet.', 'handoff')}</p>
        ) : (
          <p>
            {__('Last check:', 'handoff')} <Ago at={gapScan.finishedAt ?? gapScan.startedAt} />.{' '}
            {gapScan.message ?? foundWords(gapScan.captured)}
          </p>
        )}
      </div>
      {gapScan === null && unchecked.length > 0 && (
        <p className="handoff-quiet">
          {fill(__('Cannot be compared, because they keep no entries: {names}.', 'handoff'), {
            names: unchecked.map(({ title }) => title).join(', '),
          })}
        </p>
      )}
      {start.error !== null && (
        <p role="alert" className="handoff-problem">
          {start.error.message}
        </p>
      )}
      {person.canManage && (
        <Button
          variant="secondary"
          __next40pxDefaultSize
          isBusy={start.isPending || running}
          disabled={start.isPending || running}
          accessibleWhenDisabled
          onClick={() => start.mutate({})}
        >
          {__('Check for missed submissions now', 'handoff')}
        </Button>
      )}
      {backfill !== null && (backfill.state === 'running' || backfill.state === 'paused') && (
        <div className="handoff-missed__import">
          <h4>{__('Import of past submissions', 'handoff')}</h4>
          <JobProgress job={backfill} />
          <a href="#/settings/past">{__('Open', 'handoff')}</a>
        </div>
      )}
    </Section>
  );
}

function foundWords(captured: number): string {
  if (captured === 0) return __('Nothing was missing.', 'handoff');
  return fill(_n('{count} was missing and is captured now.', '{count} were missing and are captured now.', captured, 'handoff'), {
    count: captured,
  });
}
