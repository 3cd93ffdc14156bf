import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';

const LOOK_EVERY_MS = 15_000;

/** Every connected account, how it is, and what can be done about it. */
export function ConnectionList() {
  const params = { workspaceId: useWorkspaceId() };
  const { data, error, refetch } = useServer('listConnections', { params }, { every: LOOK_EVERY_MS });
  const destinations = useServer('listDestinations', {});
  const health = useServer('workspaceHealth', { params }, { every: LOOK_EVERY_MS });
  const flows = useServer('listFlows', { params });
  const isEmpty = data?.items.length === 0;
  return (
    <Page
      title={t('Destinations')}
      intro={t('The accounts your customers and orders are sent to.')}
      actions={
        data !== undefined &&
        !isEmpty && (
          <Button slot="primary-action" variant="primary" to="/destinations/new">
            {t('Add a destination')}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Loading lines={8} />}
      {isEmpty && (
        <Section title={t('No account is connected yet')}>
          <s-paragraph>{t('Connect HubSpot, Mailchimp, Slack or another system, then say in a flow what goes there.')}</s-paragraph>
          <s-stack direction="inline">
            <Button variant="primary" to="/destinations/new">
              {t('Add a destination')}
            </Button>
          </s-stack>
        </Section>
      )}
      {data?.items.map((connection) => (
        <ConnectionCard
          key={connection.id}
          connection={connection}
          destination={destinations.data?.items.find(({ type }) => type === connection.destination)}
          lastSuccessAt={health.data?.connections.find(({ id }) => id === connection.id)?.lastSuccessAt}
          flows={flows.data?.items}
        />
      ))}
    </Page>
  );
}
