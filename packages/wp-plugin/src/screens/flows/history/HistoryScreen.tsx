import { Button } from '@wordpress/components';
import { changesBetween, flowSentence, type FlowVersion } from '@handoff/shared/panel';
import {
  type Catalog,
  useCatalog,
  useFieldNames,
  usePanelHost,
  useServer,
  useFormWords,
  useWorkspaceId,
} from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
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

const PAGE = 20;

function Versions({ flowId, versions, catalog }: { flowId: string; versions: readonly FlowVersion[]; catalog: Catalog }) {
  const { canManage } = usePanelHost().person;
  const words = useFormWords();
  const fieldName = useFieldNames(versions[0]?.spec.steps ?? [], catalog);
  const tools = { names: catalog.names, words, fieldName };
  const [shown, setShown] = useState(PAGE);
  const [goingBack, setGoingBack] = useState<FlowVersion>();
  const live = versions.find(({ state }) => state === 'published');
  return (
    <>
      {versions.slice(0, shown).map((version, index) => {
        const before = versions[index + 1];
        return (
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
              {fill(__('By {name},', 'handoff'), { name: version.createdBy })} <Ago at={version.createdAt} />
              {version.publishedAt !== null && (
                <>
                  {'; '}
                  {__('live since', 'handoff')} <Ago at={version.publishedAt} />
                </>
              )}
            </p>
            {before === undefined ? (
              <p>{flowSentence(version.spec, catalog.names)}</p>
            ) : (
              <>
                <p>{fill(__('Changed since version {number}:', 'handoff'), { number: before.version })}</p>
                <Changes changes={changesBetween(before.spec, version.spec)} with={tools} />
              </>
            )}
          </Section>
        );
      })}
      {versions.length > shown && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => setShown(shown + PAGE)}>
          {__('Show earlier versions', 'handoff')}
        </Button>
      )}
      {goingBack !== undefined && (
        <RollbackDialog flowId={flowId} version={goingBack} live={live} onClose={() => setGoingBack(undefined)}>
          <Changes changes={changesBetween(live?.spec ?? null, goingBack.spec)} with={tools} />
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
