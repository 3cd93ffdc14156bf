import { useServer } from '@handoff/shared/panel/hooks';
import { useLocation } from 'wouter';
import { fill, t } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Go } from '../../ui/Go.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ChooseDestination } from './ChooseDestination.tsx';
import { NewAccount } from './form/NewAccount.tsx';

/** Connect an account: first which system, then how. */
export function AddConnection({ type }: { type: string | undefined }) {
  const [, go] = useLocation();
  const destinations = useServer('listDestinations', {});
  const back = (
    <Go slot="breadcrumb-actions" to={type === undefined ? '/destinations' : '/destinations/new'}>
      {type === undefined ? t('Destinations') : t('Add a destination')}
    </Go>
  );
  if (type === undefined) {
    return (
      <Page title={t('Add a destination')} actions={back}>
        <Section title={t('Where should customers and orders go?')}>
          <ChooseDestination onChoose={(chosen) => go(`/destinations/new/${chosen.type}`)} />
        </Section>
      </Page>
    );
  }
  const destination = destinations.data?.items.find((candidate) => candidate.type === type);
  if (destination === undefined) {
    return (
      <Page title={t('Add a destination')} actions={back}>
        {destinations.error !== null && <ErrorNotice error={destinations.error} retry={() => void destinations.refetch()} />}
        {destinations.isPending && <Loading />}
        {destinations.data !== undefined && <s-paragraph>{t('This server does not know that system. Choose another.')}</s-paragraph>}
      </Page>
    );
  }
  return (
    <Page title={fill(t('Connect {title}'), { title: destination.title })} intro={destination.description} size="small" actions={back}>
      <NewAccount key={type} destination={destination} onWorks={() => go('/destinations')} />
    </Page>
  );
}
