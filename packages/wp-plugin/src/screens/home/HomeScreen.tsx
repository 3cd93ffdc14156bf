import { useHealth } from '@handoff/shared/panel/hooks';
import { Button, Notice } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Captured } from './Captured.tsx';
import { DestinationStates } from './DestinationStates.tsx';
import { Figures } from './Figures.tsx';
import { FinishSetUp } from './FinishSetUp.tsx';
import { Missed } from './Missed.tsx';
import { Needs } from './Needs.tsx';
import './style.scss';

/** Whether all is well, and if not, what to do. What the site knows by itself stays while the server is away. */
export function HomeScreen() {
  const { health, error, isPending, refetch } = useHealth();
  return (
    <Page title={__('Home', 'handoff')}>
      <FinishSetUp />
      {error !== null && <ServerAway error={error} known={health !== undefined} retry={refetch} />}
      <Figures health={health} />
      <Needs health={health} loading={isPending} />
      <div className="handoff-home">
        <DestinationStates health={health} loading={isPending} />
        <Captured />
        <Missed />
      </div>
    </Page>
  );
}

function ServerAway({ error, known, retry }: { error: Error; known: boolean; retry: () => void }) {
  return (
    <Notice status="warning" isDismissible={false} className="handoff-notice">
      <p>
        {known
          ? __('The server cannot be asked just now. Its figures below are the last ones it gave.', 'handoff')
          : __('The server cannot be asked just now. Below is what this site knows by itself.', 'handoff')}{' '}
        {__('Submissions are captured here whatever happens there, and kept until it has them.', 'handoff')}
      </p>
      <p className="handoff-quiet">{error.message}</p>
      <Button variant="secondary" __next40pxDefaultSize onClick={retry}>
        {__('Try again', 'handoff')}
      </Button>
    </Notice>
  );
}
