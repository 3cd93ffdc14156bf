import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Page } from '@handoff/wp-plugin/ui/Page.tsx';
import { useState } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { Present } from './Present.tsx';
import { SetUp } from './SetUp.tsx';
import { useSetUp } from './useSetUp.ts';

/** How the workspace fares; while it is being set up, what comes next. */
export function OverviewScreen() {
  const setUp = useSetUp();
  // Who has just watched the last step happen reads that it did before the page changes.
  const [leads, setLeads] = useState<boolean>();
  if (setUp.error !== null) return <ErrorNotice error={setUp.error} retry={setUp.retry} />;
  if (setUp.steps === undefined) return <Loading lines={8} />;
  if (leads === undefined) setLeads(!setUp.isDone);
  return leads === true ? <SetUp steps={setUp.steps} onDone={() => setLeads(false)} /> : <Fares />;
}

function Fares() {
  const params = { workspaceId: useWorkspaceId() };
  const health = useServer('workspaceHealth', { params }, { every: 15_000 });
  return (
    <Page title={__('Overview', 'handoff')} intro={__('Whether everything gets through, and how much there is of it.', 'handoff')}>
      {health.data === undefined ? (
        health.error === null ? (
          <Loading lines={8} />
        ) : (
          <ErrorNotice error={health.error} retry={() => void health.refetch()} />
        )
      ) : (
        <Present health={health.data} />
      )}
    </Page>
  );
}
