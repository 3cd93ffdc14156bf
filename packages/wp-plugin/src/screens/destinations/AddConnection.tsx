import { useServer } from '@handoff/shared/panel/hooks';
import { Link, useLocation } from 'wouter';
import { __, fill } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { ChooseDestination } from './ChooseDestination.tsx';
import { NewAccount } from './form/NewAccount.tsx';

/** Connect an account: first which system, then how. */
export function AddConnection({ type }: { type: string | undefined }) {
  const [, go] = useLocation();
  const destinations = useServer('listDestinations', {});
  const back = <Link href={type === undefined ? '/destinations' : '/destinations/new'}>{__('Back', 'handoff')}</Link>;
  if (type === undefined) {
    return (
      <Page title={__('Add a destination', 'handoff')} intro={__('Where should submissions and orders go?', 'handoff')} actions={back}>
        <ChooseDestination onChoose={(chosen) => go(`/destinations/new/${chosen.type}`)} />
      </Page>
    );
  }
  const destination = destinations.data?.items.find((candidate) => candidate.type === type);
  if (destination === undefined) {
    return (
      <Page title={__('Add a destination', 'handoff')} actions={back}>
        {destinations.error !== null && <ErrorNotice error={destinations.error} retry={() => void destinations.refetch()} />}
        {destinations.isPending && <Loading />}
        {destinations.data !== undefined && <p>{__('This server does not know that system. Choose another.', 'handoff')}</p>}
      </Page>
    );
  }
  return (
    <Page title={fill(__('Connect {title}', 'handoff'), { title: destination.title })} intro={destination.description} actions={back}>
      <NewAccount key={type} destination={destination} onWorks={() => go('/destinations')} />
    </Page>
  );
}
