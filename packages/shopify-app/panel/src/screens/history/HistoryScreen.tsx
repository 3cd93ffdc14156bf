import { t } from '../../app/i18n.ts';
import { useShop } from '../../app/queries.ts';
import { useStatus } from '../../app/status.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { Job } from '../../ui/JobProgress.tsx';
import { Page } from '../../ui/Page.tsx';
import { Reach } from './Reach.tsx';
import { RunningImport } from './RunningImport.tsx';
import { StartImport } from './StartImport.tsx';
import { WorkDone } from './WorkDone.tsx';

const WHILE_WORKING_MS = 2000;
const isOpen = ({ state }: Job) => state === 'running' || state === 'paused';

/** What happened before the shop was connected, and what was found by comparing since. */
export default function HistoryScreen() {
  const jobs = useShop(
    'listJobs',
    {},
    { every: (last) => (last?.items.some(({ state }) => state === 'running') ? WHILE_WORKING_MS : false) },
  );
  const known = useStatus().import;
  // Newer than what the status last said, once the list is there.
  const current = jobs.data === undefined ? known : (jobs.data.items.find(({ kind }) => kind === 'import') ?? null);
  return (
    <Page title={t('History')} intro={t('Brings the customers and orders you had before Handoff to your destinations.')}>
      {jobs.error !== null && <ErrorNotice error={jobs.error} retry={() => void jobs.refetch()} />}
      <Reach />
      {current !== null && (isOpen(current) || current.state === 'failed') ? (
        <RunningImport job={current} />
      ) : (
        <StartImport again={current !== null} />
      )}
      {/* Without an answer there is nothing that is still to come: what went wrong stands above. */}
      {(jobs.data !== undefined || jobs.error === null) && <WorkDone jobs={jobs.data?.items.filter((job) => !isOpen(job))} />}
    </Page>
  );
}
