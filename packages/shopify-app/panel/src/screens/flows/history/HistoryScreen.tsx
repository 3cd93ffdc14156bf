import { actorWords, type FlowVersion } from '@handoff/shared/panel';
import { type Catalog, useCatalog, useFlowHistory, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Go } from '../../../ui/Go.tsx';
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
      title={flow.data === undefined ? t('History') : fill(t('History of “{name}”'), { name: flow.data.name })}
      actions={
        <Go slot="breadcrumb-actions" to={`/flows/${flowId}`}>
          {flow.data?.name ?? t('Flow')}
        </Go>
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
  const { past, showMore, live, goingBack, setGoingBack, tools } = useFlowHistory(versions, catalog);
  return (
    <>
      {past.map(({ version, sentence, before, changes }) => (
        <Section key={version.id} title={fill(t('Version {number}'), { number: version.version })}>
          <s-stack direction="inline" gap="small-200" alignItems="center">
            <VersionState state={version.state} />
            <s-text color="subdued">
              {fill(t('By {name},'), { name: actorWords(version.createdBy, t) })} <Ago at={version.createdAt} />
              {version.publishedAt !== null && (
                <>
                  {'; '}
                  {version.state === 'published' ? t('live since') : t('published')} <Ago at={version.publishedAt} />
                </>
              )}
            </s-text>
          </s-stack>
          {before === undefined ? (
            <s-paragraph>{sentence}</s-paragraph>
          ) : (
            <>
              <s-paragraph>{fill(t('Changed since version {number}:'), { number: before.version })}</s-paragraph>
              <Changes changes={changes} with={tools} />
            </>
          )}
          {version.state === 'superseded' && (
            <s-stack direction="inline">
              <Button onClick={() => setGoingBack(version)}>{fill(t('Go back to version {number}'), { number: version.version })}</Button>
            </s-stack>
          )}
        </Section>
      ))}
      {showMore !== undefined && <Button onClick={showMore}>{t('Show earlier versions')}</Button>}
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
      return <Status tone="good">{t('Live')}</Status>;
    case 'shadow':
      return <Status tone="busy">{t('Watching')}</Status>;
    case 'draft':
      return <Status tone="attention">{t('Draft')}</Status>;
    case 'superseded':
      return <Status tone="quiet">{t('Earlier')}</Status>;
  }
}
