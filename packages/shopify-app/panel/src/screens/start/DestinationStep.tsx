import { connectionState } from '@handoff/shared/panel';
import { type Connection, type Destination, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useLocation } from 'wouter';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { ChooseDestination } from '../destinations/ChooseDestination.tsx';
import { NewAccount } from '../destinations/form/NewAccount.tsx';
import { StartPage } from './StartPage.tsx';

/** Where should it go: an account that is there already, or a new one connected right here. */
export function DestinationStep({ type }: { type: string | undefined }) {
  const [, go] = useLocation();
  const connections = useServer('listConnections', { params: { workspaceId: useWorkspaceId() } });
  const destinations = useServer('listDestinations', {});
  const next = (connection: Connection) => go(`/start/flow/${connection.id}`);
  const error = connections.error ?? destinations.error;
  const chosen = destinations.data?.items.find((destination) => destination.type === type);
  if (connections.data === undefined || destinations.data === undefined) {
    const retry = () => void Promise.all([connections.refetch(), destinations.refetch()]);
    return (
      <StartPage step="destination" title={t('Where should it go?')}>
        {error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />}
      </StartPage>
    );
  }
  if (chosen !== undefined) {
    return (
      <StartPage
        step="destination"
        title={fill(t('Connect {title}'), { title: chosen.title })}
        intro={chosen.description}
        actions={
          <Button slot="secondary-actions" to="/start/destination">
            {t('Choose another system')}
          </Button>
        }
      >
        <NewAccount key={chosen.type} destination={chosen} onWorks={next} />
      </StartPage>
    );
  }
  const { items } = connections.data;
  return (
    <StartPage step="destination" title={t('Where should it go?')} intro={t('Choose one to begin with; more can be added at any time.')}>
      {items.length > 0 && (
        <Section title={t('Connected already')}>
          <ul class="handoff-rows">
            {items.map((connection) => (
              <li key={connection.id}>
                <Existing connection={connection} destinations={destinations.data.items} onUse={() => next(connection)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={items.length > 0 ? t('Connect another') : t('Choose a system')}>
        <ChooseDestination onChoose={(destination) => go(`/start/destination/${destination.type}`)} />
      </Section>
    </StartPage>
  );
}

interface ExistingProps {
  connection: Connection;
  destinations: readonly Destination[];
  onUse: () => void;
}

function Existing({ connection: { id, name, destination, authorized, hold }, destinations, onUse }: ExistingProps) {
  const state = connectionState({ authorized, hold }, t);
  return (
    <s-stack direction="inline" gap="small-200" alignItems="center">
      <s-text type="strong">{name}</s-text>
      <s-text color="subdued">{destinations.find(({ type }) => type === destination)?.title}</s-text>
      <Status tone={state.tone}>{state.label}</Status>
      {authorized ? (
        <Button onClick={onUse}>{fill(t('Use {name}'), { name })}</Button>
      ) : (
        <Button to={`/destinations/${id}`}>{fill(t('Sign in to {name}'), { name })}</Button>
      )}
    </s-stack>
  );
}
