import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { Flow } from '@handoff/shared/panel';
import { useFlowList, usePanelHost } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { focusHeading, Page } from '../../../ui/Page.tsx';
import { ArchiveFlow } from './ArchiveFlow.tsx';
import { FlowItem } from './FlowItem.tsx';

/** All flows in use, each in one sentence, with how it fares. */
export function FlowList() {
  const { canManage } = usePanelHost().person;
  return (
    <Page
      title={__('Flows', 'handoff')}
      intro={__(
        'A flow says what happens with a submission or an order: where it goes, under which conditions, and which field goes where.',
        'handoff',
      )}
      actions={
        <>
          <Button variant="tertiary" __next40pxDefaultSize href="#/map">
            {__('Map', 'handoff')}
          </Button>
          {canManage && (
            <Button variant="primary" __next40pxDefaultSize href="#/flows/new">
              {__('New flow', 'handoff')}
            </Button>
          )}
        </>
      }
    >
      <Flows canManage={canManage} />
    </Page>
  );
}

function Flows({ canManage }: { canManage: boolean }) {
  const { items, names, failuresOf, error, retry } = useFlowList();
  const [archiving, setArchiving] = useState<Flow>();
  if (items === undefined) return error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />;
  if (items.length === 0) return <NoFlows canManage={canManage} />;
  return (
    <>
      <ul className="handoff-flows">
        {items.map((flow) => (
          <FlowItem
            key={flow.id}
            flow={flow}
            names={names}
            failures={failuresOf?.(flow.id)}
            canManage={canManage}
            onArchive={() => setArchiving(flow)}
          />
        ))}
      </ul>
      {archiving !== undefined && (
        <ArchiveFlow
          flow={archiving}
          onDone={() => {
            setArchiving(undefined);
            focusHeading();
          }}
          onCancel={() => setArchiving(undefined)}
        />
      )}
    </>
  );
}

function NoFlows({ canManage }: { canManage: boolean }) {
  return (
    <Empty title={__('No flow yet', 'handoff')}>
      <p>{__('What happens on your site is kept, and nothing is passed on. Make a flow to send it where it is needed.', 'handoff')}</p>
      {canManage && (
        <p>
          <Button variant="primary" __next40pxDefaultSize href="#/flows/new">
            {__('Make the first flow', 'handoff')}
          </Button>
        </p>
      )}
    </Empty>
  );
}
