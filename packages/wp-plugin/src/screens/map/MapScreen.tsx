import { Button } from '@wordpress/components';
import { useMap, usePanelHost } from '@handoff/shared/panel/hooks';
import type { WorkspaceMap } from '@handoff/shared/api';
import { __ } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Leaving } from './Leaving.tsx';
import './map.scss';
import { MapTable } from './MapTable.tsx';
import { Picture } from './Picture.tsx';
import { Todos } from './Todos.tsx';

/** What is set up in the workspace and what goes where, with all that is in the way of it. */
export default function MapScreen() {
  const { map, error, retry, files } = useMap();
  const isEmpty = map !== undefined && map.flows.length === 0 && map.connections.length === 0;
  return (
    <Page
      title={__('Map', 'handoff')}
      intro={__('What starts what, who owns it, which field goes where, and where two flows get in each other’s way.', 'handoff')}
      actions={
        files !== undefined &&
        !isEmpty && (
          <>
            <Button variant="secondary" __next40pxDefaultSize onClick={files.saveSvg}>
              {__('Save the picture', 'handoff')}
            </Button>
            <Button variant="secondary" __next40pxDefaultSize onClick={files.saveMarkdown}>
              {__('Save as a document', 'handoff')}
            </Button>
          </>
        )
      }
    >
      {map === undefined && (error === null ? <Loading lines={12} /> : <ErrorNotice error={error} retry={retry} />)}
      {isEmpty && <NothingYet />}
      {map !== undefined && !isEmpty && <Parts map={map} />}
    </Page>
  );
}

function Parts({ map }: { map: WorkspaceMap }) {
  return (
    <>
      <Todos map={map} />
      <Picture map={map} />
      <MapTable map={map} />
      <Leaving map={map} />
    </>
  );
}

function NothingYet() {
  const { canManage } = usePanelHost().person;
  return (
    <Empty title={__('Nothing to draw yet', 'handoff')}>
      <p>{__('Connect a destination and make a flow: the map shows how they hang together.', 'handoff')}</p>
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
