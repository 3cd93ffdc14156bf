import { t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Loading } from '../../ui/Loading.tsx';
import type { Job } from '../../ui/JobProgress.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { numberWords } from '../../ui/times.ts';

/** Imports and comparisons that are over: when, who asked, what came of it. */
export function WorkDone({ jobs }: { jobs: readonly Job[] | undefined }) {
  if (jobs === undefined) return <Loading lines={4} />;
  if (jobs.length === 0) return null;
  return (
    <Section title={t('Imports and comparisons so far')} flush>
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">{t('What')}</s-table-header>
          <s-table-header>{t('When')}</s-table-header>
          <s-table-header format="numeric">{t('Looked at')}</s-table-header>
          <s-table-header format="numeric">{t('New')}</s-table-header>
          <s-table-header listSlot="inline">{t('State')}</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {jobs.map((job) => (
            <s-table-row key={job.id}>
              <s-table-cell>
                {job.kind === 'import' ? t('Import') : t('Comparison')}
                {job.by !== null && <s-text color="subdued"> · {job.by}</s-text>}
                {/* What a comparison found that went well stands in the columns. */}
                {job.message !== null && (job.kind === 'import' || job.state !== 'done') && (
                  <s-paragraph color="subdued">{job.message}</s-paragraph>
                )}
              </s-table-cell>
              <s-table-cell>
                <Ago at={job.finishedAt ?? job.startedAt} />
              </s-table-cell>
              <s-table-cell>{numberWords(job.done)}</s-table-cell>
              <s-table-cell>{numberWords(job.captured)}</s-table-cell>
              <s-table-cell>
                <JobState state={job.state} />
              </s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
    </Section>
  );
}

function JobState({ state }: { state: Job['state'] }) {
  switch (state) {
    case 'running':
      return <Status tone="busy">{t('Under way')}</Status>;
    case 'paused':
      return <Status tone="attention">{t('Paused')}</Status>;
    case 'done':
      return <Status tone="good">{t('Done')}</Status>;
    case 'failed':
      return <Status tone="bad">{t('Stopped by an error')}</Status>;
    case 'cancelled':
      return <Status tone="quiet">{t('Cancelled')}</Status>;
  }
}
