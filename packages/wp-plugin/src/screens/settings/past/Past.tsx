import { Button } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSiteAction } from '../../../app/queries.ts';
import { foundOn } from '../../../app/sources.ts';
import { JobProgress } from '../../../ui/JobProgress.tsx';
import { Section } from '../../../ui/Section.tsx';
import { StartImport } from './StartImport.tsx';

/** Bringing in what was submitted or ordered before Handoff was here. */
export function Past() {
  const { backfill, sources, person } = useStatus();
  const isOpen = backfill?.state === 'running' || backfill?.state === 'paused';
  const silent = foundOn(sources).filter(({ keepsEntries }) => !keepsEntries);
  const title = sources.find(({ slug }) => slug === backfill?.source)?.title ?? '';
  return (
    <>
      {backfill !== null && (
        <Section title={isOpen ? __('Import', 'handoff') : __('Last import', 'handoff')}>
          <p>
            {fill(__('{source}, since {date}', 'handoff'), {
              source: title,
              date: backfill.since === null ? '' : dateI18n(getSettings().formats.date, backfill.since),
            })}
            {', '}
            {backfill.silent ? __('for the record only', 'handoff') : __('flows run on it', 'handoff')}
          </p>
          <div role="status">
            <JobProgress job={backfill} />
          </div>
          {person.canManage && isOpen && <Steer id={backfill.id} paused={backfill.state === 'paused'} />}
        </Section>
      )}
      {!isOpen && (
        <Section title={__('Import past submissions', 'handoff')}>
          {person.canManage ? (
            <StartImport />
          ) : (
            <p>{__('Only people who may change Handoff on this site can start an import.', 'handoff')}</p>
          )}
          {silent.length > 0 && (
            <ul className="handoff-quiet ul-disc">
              {silent.map(({ slug, title: name, keepsEntriesNote }) => (
                <li key={slug}>{keepsEntriesNote ?? name}</li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </>
  );
}

function Steer({ id, paused }: { id: string; paused: boolean }) {
  const steer = useSiteAction('steerBackfill');
  const act = (verb: 'pause' | 'resume' | 'cancel') => () => steer.mutate({ params: { id }, body: { do: verb } });
  return (
    <>
      <div className="handoff-actions">
        <Button
          variant={paused ? 'primary' : 'secondary'}
          __next40pxDefaultSize
          isBusy={steer.isPending}
          disabled={steer.isPending}
          accessibleWhenDisabled
          onClick={act(paused ? 'resume' : 'pause')}
        >
          {paused ? __('Go on', 'handoff') : __('Pause', 'handoff')}
        </Button>
        <Button
          variant="tertiary"
          isDestructive
          __next40pxDefaultSize
          disabled={steer.isPending}
          accessibleWhenDisabled
          onClick={act('cancel')}
        >
          {__('Cancel the import', 'handoff')}
        </Button>
        <span className="handoff-quiet">{__('What came in stays. Importing again brings nothing twice.', 'handoff')}</span>
      </div>
      {steer.error !== null && (
        <p role="alert" className="handoff-problem">
          {steer.error.message}
        </p>
      )}
    </>
  );
}
