import { Button, Notice } from '@wordpress/components';
import { __, fill } from './i18n.ts';
import { useStatus } from './panel.tsx';
import { useSiteAction } from './queries.ts';

/** Says on every screen when events do not go out, or not to where somebody wanted, and what to do; silent when all is well. */
export function Banner() {
  const { pairing } = useStatus();
  return (
    <>
      <Stopped />
      {pairing !== null && pairing.unusedCode !== null && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          <p>{pairing.unusedCode}</p>
        </Notice>
      )}
    </>
  );
}

function Stopped() {
  const { sending, person } = useStatus();
  if (sending.state === 'on' || sending.state === 'not_paired') return null;
  return (
    <Notice status={sending.state === 'refused' ? 'error' : 'warning'} isDismissible={false} className="handoff-notice">
      {sending.state === 'cloned' ? (
        <Cloned mayDecide={person.canConnect} />
      ) : (
        <p>
          {sending.message} <a href="#/settings/connection">{__('Connection settings', 'handoff')}</a>
        </p>
      )}
    </Notice>
  );
}

function Cloned({ mayDecide }: { mayDecide: boolean }) {
  const { sending } = useStatus();
  const decide = useSiteAction('decideClone');
  const choose = (decision: 'moved' | 'copy') => decide.mutate({ body: { decision } });
  return (
    <>
      <p>
        {fill(
          __(
            'This looks like a copy of {paired}: it was connected there and now runs at {present}. Until you decide, it records what happens and sends nothing.',
            'handoff',
          ),
          { paired: sending.pairedUrl ?? '', present: sending.presentUrl },
        )}
      </p>
      {mayDecide && (
        <p className="handoff-actions">
          <Button variant="primary" __next40pxDefaultSize isBusy={decide.isPending} onClick={() => choose('moved')}>
            {__('The site has moved: send from here', 'handoff')}
          </Button>
          <Button variant="secondary" __next40pxDefaultSize isBusy={decide.isPending} onClick={() => choose('copy')}>
            {__('This is a copy: disconnect it', 'handoff')}
          </Button>
        </p>
      )}
      {decide.error !== null && <p role="alert">{decide.error.message}</p>}
    </>
  );
}
