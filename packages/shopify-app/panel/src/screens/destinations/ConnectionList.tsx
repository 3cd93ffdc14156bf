import { useConnectionList } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';

/** Every connected account, how it is, and what can be done about it. */
export function ConnectionList() {
  const { items, flows, error, retry } = useConnectionList();
  const isEmpty = items?.length === 0;
  return (
    <Page
      title={t('Destinations')}
      intro={t('The accounts your customers and orders are sent to.')}
      actions={
        items !== undefined &&
        !isEmpty && (
          <Button slot="primary-action" variant="primary" to="/destinations/new">
            {t('Add a destination')}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {items === undefined && error === null && <Loading lines={8} />}
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
      {items?.map(({ connection, ...known }) => (
        <ConnectionCard key={connection.id} connection={connection} {...known} flows={flows} />
      ))}
    </Page>
  );
}
