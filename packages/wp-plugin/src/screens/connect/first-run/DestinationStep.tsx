import { connectionState } from '@handoff/shared/panel';
import { type Connection, type Destination, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useLocation } from 'wouter';
import { __, fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { ChooseDestination } from '../../destinations/ChooseDestination.tsx';
import { NewAccount } from '../../destinations/form/NewAccount.tsx';

/** Where should it go: an account that is there already, or a new one connected right here. */
export function DestinationStep({ type }: { type: string | undefined }) {
  const [, go] = useLocation();
  const connections = useServer('listConnections', { params: { workspaceId: useWorkspaceId() } });
  const destinations = useServer('listDestinations', {});
  const next = (connection: Connection) => go(`/start/flow/${connection.id}`);
  const error = connections.error ?? destinations.error;
  const chosen = destinations.data?.items.find((destination) => destination.type === type);
  if (connections.data === undefined || destinations.data === undefined) {
    return (
      <Page title={__('Where should it go?', 'handoff')}>
        {error === null ? (
          <Loading lines={8} />
        ) : (
          <ErrorNotice error={error} retry={() => void Promise.all([connections.refetch(), destinations.refetch()])} />
        )}
      </Page>
    );
  }
  if (chosen !== undefined) {
    return (
      <Page
        title={fill(__('Connect {title}', 'handoff'), { title: chosen.title })}
        intro={chosen.description}
        actions={
          <Button variant="tertiary" __next40pxDefaultSize onClick={() => go('/start/destination')}>
            {__('Choose another system', 'handoff')}
          </Button>
        }
      >
        <NewAccount key={chosen.type} destination={chosen} onWorks={next} />
      </Page>
    );
  }
  return (
    <Page title={__('Where should it go?', 'handoff')} intro={__('Choose one to begin with; more can be added at any time.', 'handoff')}>
      {connections.data.items.length > 0 && (
        <Section title={__('Connected already', 'handoff')}>
          <ul className="handoff-use">
            {connections.data.items.map((connection) => (
              <li key={connection.id}>
                <Existing connection={connection} destinations={destinations.data.items} onUse={() => next(connection)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={connections.data.items.length > 0 ? __('Connect another', 'handoff') : __('Choose a system', 'handoff')}>
        <ChooseDestination onChoose={(destination) => go(`/start/destination/${destination.type}`)} />
      </Section>
    </Page>
  );
}

interface ExistingProps {
  connection: Connection;
  destinations: readonly Destination[];
  onUse: () => void;
}

function Existing({ connection, destinations, onUse }: ExistingProps) {
  const state = connectionState(connection, t);
  return (
    <>
      <span>
        <strong>{connection.name}</strong>{' '}
        <span className="handoff-quiet">{destinations.find(({ type }) => type === connection.destination)?.title}</span>
      </span>
      <Status tone={state.tone}>{state.label}</Status>
      {connection.authorized ? (
        <Button variant="secondary" __next40pxDefaultSize onClick={onUse}>
          {fill(__('Use {name}', 'handoff'), { name: connection.name })}
        </Button>
      ) : (
        <Button variant="secondary" __next40pxDefaultSize href={`#/destinations/${connection.id}`}>
          {__('Sign in', 'handoff')}
        </Button>
      )}
    </>
  );
}
