import type { WorkspaceMap } from '@handoff/shared/api';
import { useMap } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Parts } from '../health/Parts.tsx';
import { Leaving } from './Leaving.tsx';
import './map.css';
import { MapTable } from './MapTable.tsx';
import { Picture } from './Picture.tsx';
import { Todos } from './Todos.tsx';

/** What is set up in the workspace and what goes where, with all that is in the way of it. */
export default function MapScreen() {
  const { map, error, retry, files } = useMap();
  const isEmpty = map !== undefined && map.flows.length === 0 && map.connections.length === 0;
  return (
    <Page
      title={t('Map')}
      tabs={<Parts />}
      size="large"
      intro={t('What starts what, who owns it, which field goes where, and where two flows get in each other’s way.')}
      actions={
        files !== undefined &&
        !isEmpty && (
          <>
            <Button slot="secondary-actions" onClick={files.saveSvg}>
              {t('Save the picture')}
            </Button>
            <Button slot="secondary-actions" onClick={files.saveMarkdown}>
              {t('Save as a document')}
            </Button>
          </>
        )
      }
    >
      {map === undefined && (error === null ? <Loading lines={12} /> : <ErrorNotice error={error} retry={retry} />)}
      {isEmpty && (
        <Section title={t('Nothing to draw yet')}>
          <s-paragraph>{t('Connect a destination and make a flow: the map shows how they hang together.')}</s-paragraph>
          <s-stack direction="inline">
            <Button variant="primary" to="/flows/new">
              {t('New flow')}
            </Button>
          </s-stack>
        </Section>
      )}
      {map !== undefined && !isEmpty && <Drawn map={map} />}
    </Page>
  );
}

function Drawn({ map }: { map: WorkspaceMap }) {
  return (
    <>
      <Todos map={map} />
      <Picture map={map} />
      <MapTable map={map} />
      <Leaving map={map} />
    </>
  );
}
