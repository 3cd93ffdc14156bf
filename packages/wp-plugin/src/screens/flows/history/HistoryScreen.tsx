import { Button } from '@wordpress/components';
import { actorWords, type FlowVersion } from '@handoff/shared/panel';
import { type Catalog, useCatalog, useFlowHistory, usePanelHost, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { Changes } from '../editor/ChangeList.tsx';
import { RollbackDialog } from './RollbackDialog.tsx';

/** Every version of a flow with what was changed in each, and the way back to one. */
export function HistoryScreen({ flowId }: { flowId: string }) {
  const params = { workspaceId: useWorkspaceId(), flowId };
  const flow = useServer('getFlow', { params });
  const versions = useServer('listFlowVersions', { params });
  const { catalog } = useCatalog();
  return (
    <Page
      title={flow.data === undefined ? __('History', 'handoff') : fill(__('History of “{name}”', 'handoff'), { name: flow.data.name })}
      actions={
        <Button variant="secondary" __next40pxDefaultSize href={`#/flows/${flowId}`}>
          {__('Back to the flow', 'handoff')}
        </Button>
      }
    >
      {versions.data !== undefined ? (
        <Versions flowId={flowId} versions={versions.data.items} catalog={catalog} />
      ) : versions.error !== null ? (
        <ErrorNotice error={versions.error} retry={() => void versions.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  );
}

function Versions({ flowId, versions, catalog }: { flowId: string; versions: readonly FlowVersion[]; catalog: Catalog }) {
  const { canManage } = usePanelHost().person;
  const { past, showMore, live, goingBack, setGoingBack, tools } = useFlowHistory(versions, catalog);
  return (
    <>
      {past.map(({ version, sentence, before, changes }) => (
        <Section
          key={version.id}
          title={fill(__('Version {number}', 'handoff'), { number: version.version })}
          actions={
            <>
              <VersionState state={version.state} />
              {canManage && version.state === 'superseded' && (
                <Button variant="secondary" __next40pxDefaultSize onClick={() => setGoingBack(version)}>
                  {__('Go back to this', 'handoff')}
                </Button>
              )}
            </>
          }
        >
          <p className="handoff-quiet">
            {fill(__('By {name},', 'handoff'), { name: actorWords(version.createdBy, t) })} <Ago at={version.createdAt} />
            {version.publishedAt !== null && (
              <>
                {'; '}
                {version.state === 'published' ? __('live since', 'handoff') : __('published', 'handoff')} <Ago at={version.publishedAt} />
              </>
            )}
          </p>
          {before === undefined ? (
            <p>{sentence}</p>
          ) : (
            <>
              <p>{fill(__('Changed since version {number}:', 'handoff'), { number: before.version })}</p>
              <Changes changes={changes} with={tools} />
            </>
          )}
        </Section>
      ))}
      {showMore !== undefined && (
        <Button variant="secondary" __next40pxDefaultSize onClick={showMore}>
          {__('Show earlier versions', 'handoff')}
        </Button>
      )}
      {goingBack !== undefined && (
        <RollbackDialog flowId={flowId} version={goingBack.version} live={live} onClose={() => setGoingBack(undefined)}>
          <Changes changes={goingBack.changes} with={tools} />
        </RollbackDialog>
      )}
    </>
  );
}

function VersionState({ state }: { state: FlowVersion['state'] }) {
  switch (state) {
    case 'published':
      return <Status tone="good">{__('Live', 'handoff')}</Status>;
    case 'shadow':
      return <Status tone="busy">{__('Watching', 'handoff')}</Status>;
    case 'draft':
      return <Status tone="attention">{__('Draft', 'handoff')}</Status>;
    case 'superseded':
      return <Status tone="quiet">{__('Earlier', 'handoff')}</Status>;
  }
}
