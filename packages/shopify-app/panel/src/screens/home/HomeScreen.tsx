import { isAwaited, useHealth } from '@handoff/shared/panel/hooks';
import { lazy, Suspense } from 'preact/compat';
import { t } from '../../app/i18n.ts';
import { useShop } from '../../app/queries.ts';
import { useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { DestinationStates } from './DestinationStates.tsx';
import { Figures } from './Figures.tsx';
import { Needs } from './Needs.tsx';
import { Truth } from './Truth.tsx';

// For a shop that is set up it is never asked for.
const Checklist = lazy(() => import('./Checklist.tsx'));

/** Whether all is well, and if not, what to do. What the app knows by itself stays while the server is away. */
export function HomeScreen() {
  const { health, error, isAwaited: isComing, refetch } = useHealth();
  const privacy = useShop('listPrivacyRequests', {});
  const isSetUp = useStatus().setup.every(({ done, optional }) => done || optional);
  return (
    <Page title={t('Home')}>
      {/* All at once: what comes later must not push away what somebody already reads or is about to press. */}
      <Suspense fallback={<Loading lines={8} />}>
        {!isSetUp && <Checklist />}
        {error !== null && <ServerAway error={error} known={health !== undefined} retry={refetch} />}
        <Figures health={health} />
        {isComing || isAwaited(privacy) ? (
          <Loading lines={12} />
        ) : (
          <>
            <Needs health={health} privacy={privacy.data?.items ?? []} />
            <DestinationStates health={health} />
            <Truth />
          </>
        )}
      </Suspense>
    </Page>
  );
}

function ServerAway({ error, known, retry }: { error: Error; known: boolean; retry: () => void }) {
  return (
    <Notice
      tone="warning"
      actions={
        <Button slot="secondary-actions" onClick={retry}>
          {t('Try again')}
        </Button>
      }
    >
      <s-paragraph>
        {known
          ? t('The server cannot be asked just now. Its figures below are the last ones it gave.')
          : t('The server cannot be asked just now. Below is what this app knows by itself.')}{' '}
        {t('What happens in your shop is kept here all the same, until the server has it.')}
      </s-paragraph>
      <s-paragraph color="subdued">{error.message}</s-paragraph>
    </Notice>
  );
}
