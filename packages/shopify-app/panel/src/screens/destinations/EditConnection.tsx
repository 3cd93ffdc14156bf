import { connectionState } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Go } from '../../ui/Go.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConnectionForm } from './form/ConnectionForm.tsx';
import { Scopes } from './Scopes.tsx';

/** One connected account: its settings, its credentials, and what it may do. */
export function EditConnection({ id }: { id: string }) {
  const workspaceId = useWorkspaceId();
  const connection = useServer('getConnection', { params: { workspaceId, connectionId: id } });
  const destinations = useServer('listDestinations', {});
  // Discarding begins the form anew, with what is saved.
  const [discarded, setDiscarded] = useState(0);
  const back = (
    <Go slot="breadcrumb-actions" to="/destinations">
      {t('Destinations')}
    </Go>
  );
  const error = connection.data === undefined ? connection.error : destinations.error;
  if (connection.data === undefined || destinations.data === undefined) {
    const retry = () => void Promise.all([connection.refetch(), destinations.refetch()]);
    return (
      <Page title={t('Destination')} actions={back}>
        {error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />}
      </Page>
    );
  }
  const { data } = connection;
  const destination = destinations.data.items.find(({ type }) => type === data.destination);
  const state = connectionState(data, t);
  return (
    <Page title={data.name} intro={destination?.title === data.name ? undefined : destination?.title} size="small" actions={back}>
      {state.detail !== null && (
        <Notice tone={state.tone === 'bad' ? 'critical' : 'warning'} title={state.label}>
          <s-paragraph>{state.detail}</s-paragraph>
        </Notice>
      )}
      {destination === undefined ? (
        <s-paragraph>{t('This server does not know this system any more; it was perhaps set up by a newer version.')}</s-paragraph>
      ) : (
        <>
          <Section title={t('Account')}>
            <ConnectionForm
              key={`${data.id} ${discarded}`}
              destination={destination}
              connection={data}
              onWorks={() => void connection.refetch()}
              onDiscard={() => setDiscarded(discarded + 1)}
            />
          </Section>
          <Section title={t('Permissions')}>
            <Scopes connection={data} destination={destination} />
          </Section>
        </>
      )}
    </Page>
  );
}
