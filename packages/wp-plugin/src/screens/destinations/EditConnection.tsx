import { connectionState } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Notice } from '@wordpress/components';
import { Link } from 'wouter';
import { __, t } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConnectionForm } from './form/ConnectionForm.tsx';
import { Scopes } from './Scopes.tsx';

/** One connected account: its settings, its credentials, and what it may do. */
export function EditConnection({ id }: { id: string }) {
  const workspaceId = useWorkspaceId();
  const connection = useServer('getConnection', { params: { workspaceId, connectionId: id } });
  const destinations = useServer('listDestinations', {});
  const back = <Link href="/destinations">{__('All destinations', 'handoff')}</Link>;
  const error = connection.data === undefined ? connection.error : destinations.error;
  if (connection.data === undefined || destinations.data === undefined) {
    return (
      <Page title={__('Destination', 'handoff')} actions={back}>
        {error === null ? (
          <Loading lines={8} />
        ) : (
          <ErrorNotice error={error} retry={() => void Promise.all([connection.refetch(), destinations.refetch()])} />
        )}
      </Page>
    );
  }
  const { data } = connection;
  const destination = destinations.data.items.find(({ type }) => type === data.destination);
  const state = connectionState(data, t);
  return (
    <Page title={data.name} intro={destination?.title === data.name ? undefined : destination?.title} actions={back}>
      {state.detail !== null && (
        <Notice status={state.tone === 'bad' ? 'error' : 'warning'} isDismissible={false} className="handoff-notice">
          <p>
            <strong>{state.label}.</strong> {state.detail}
          </p>
        </Notice>
      )}
      {destination === undefined ? (
        <p>{__('This server does not know this system any more; it was perhaps set up by a newer version.', 'handoff')}</p>
      ) : (
        <>
          <Section title={__('Account', 'handoff')}>
            <ConnectionForm key={data.id} destination={destination} connection={data} onWorks={() => void connection.refetch()} />
          </Section>
          <Section title={__('Permissions', 'handoff')}>
            <Scopes connection={data} destination={destination} />
          </Section>
        </>
      )}
    </Page>
  );
}
