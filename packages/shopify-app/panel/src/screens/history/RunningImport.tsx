import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { useShopAction } from '../../app/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { type Job, JobProgress } from '../../ui/JobProgress.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { modeWords } from './words.ts';

/** An import that goes on, is paused, or was stopped by an error, with what can be done about it. */
export function RunningImport({ job }: { job: Job }) {
  const steer = useShopAction('steerImport');
  const [asking, setAsking] = useState(false);
  const tell = (what: 'pause' | 'resume' | 'cancel') =>
    steer.mutate({ params: { id: job.id }, body: { do: what } }, { onSettled: () => setAsking(false) });
  return (
    <Section title={t('Import of past customers and orders')}>
      <div role="status">
        <JobProgress job={job} />
      </div>
      {job.mode !== null && <s-text color="subdued">{modeWords(job.mode)}</s-text>}
      {job.state === 'running' && <s-text color="subdued">{t('You can leave this page: it goes on by itself.')}</s-text>}
      {steer.error !== null && <Notice tone="critical">{steer.error.message}</Notice>}
      <s-button-group>
        {job.state === 'running' ? (
          <Button slot="secondary-actions" busy={steer.isPending} onClick={() => tell('pause')}>
            {t('Pause')}
          </Button>
        ) : (
          <Button slot="secondary-actions" busy={steer.isPending} onClick={() => tell('resume')}>
            {t('Go on')}
          </Button>
        )}
        <Button slot="secondary-actions" critical onClick={() => setAsking(true)}>
          {t('Stop the import')}
        </Button>
      </s-button-group>
      {asking && (
        <Confirm
          title={t('Stop the import?')}
          verb={t('Stop the import')}
          critical
          busy={steer.isPending}
          onConfirm={() => tell('cancel')}
          onCancel={() => setAsking(false)}
        >
          <s-paragraph>
            {fill(t('What was handed over stays ({captured} so far). A new import starts from the beginning and doubles nothing.'), {
              captured: job.captured,
            })}
          </s-paragraph>
        </Confirm>
      )}
    </Section>
  );
}
