import { usePanelHost, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';

const LOOK_EVERY_MS = 15_000;

/** Every connected account, how it is, and what can be done about it. */
export function ConnectionList() {
  const params = { workspaceId: useWorkspaceId() };
  const { canManage } = usePanelHost().person;
  const connections = useServer('listConnections', { params }, { every: LOOK_EVERY_MS });
  const destinations = useServer('listDestinations', {});
  const health = useServer('workspaceHealth', { params }, { every: LOOK_EVERY_MS });
  const flows = useServer('listFlows', { params });
  const add = (
    <Button variant="primary" __next40pxDefaultSize href="#/destinations/new">
      {__('Add a destination', 'handoff')}
    </Button>
  );
  const { data, error } = connections;
  // Cards that fill up one answer at a time move their buttons away under a hand.
  const isAsked = [connections, destinations, health, flows].some(({ isLoading }) => isLoading);
  const shown = isAsked ? undefined : data?.items;
  return (
    <Page
      title={__('Destinations', 'handoff')}
      intro={__('The accounts your submissions and orders are sent to.', 'handoff')}
      actions={canManage && shown !== undefined && shown.length > 0 ? add : undefined}
    >
      {error !== null && <ErrorNotice error={error} retry={() => void connections.refetch()} />}
      {shown === undefined && error === null && <Loading lines={8} />}
      {shown?.length === 0 && (
        <Empty title={__('No account is connected yet', 'handoff')}>
          <p>{__('Connect HubSpot, Mailchimp, Slack or another system, then say in a flow what goes there.', 'handoff')}</p>
          {canManage && <div className="handoff-actions">{add}</div>}
        </Empty>
      )}
      <ul className="handoff-connections">
        {shown?.map((connection) => (
          <li key={connection.id}>
            <ConnectionCard
              connection={connection}
              destination={destinations.data?.items.find(({ type }) => type === connection.destination)}
              lastSuccessAt={health.data?.connections.find(({ id }) => id === connection.id)?.lastSuccessAt}
              flows={flows.data?.items}
            />
          </li>
        ))}
      </ul>
    </Page>
  );
}
