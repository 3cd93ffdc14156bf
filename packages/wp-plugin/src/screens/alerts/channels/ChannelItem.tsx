import type { AlertChannelView } from '@handoff/shared/panel';
import { type Channels, useChannelActions, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { Status } from '../../../ui/Status.tsx';

/** One channel: where it leads, how it fares, and what can be done with it. */
export function ChannelItem({ channel, choices }: { channel: AlertChannelView; choices: Channels['choices'] }) {
  const { canManage } = usePanelHost().person;
  const actions = useChannelActions(channel.id);
  const [removing, setRemoving] = useState(false);
  const ask = () => {
    actions.askAnew();
    setRemoving(true);
  };
  const { name, to, settings, failure, lastSentAt } = channel;
  const connection = to.kind === 'connection' ? choices.find(({ id }) => id === to.connectionId) : undefined;
  const named = (text: string) => fill(text, { name });
  return (
    <li>
      <p className="handoff-alert__title">
        <strong>{name}</strong>{' '}
        {failure === null ? (
          lastSentAt !== null && <Status tone="good">{__('Works', 'handoff')}</Status>
        ) : (
          <Status tone="bad">{__('Does not work', 'handoff')}</Status>
        )}
      </p>
      <p className="handoff-quiet">
        {to.kind === 'email' ? to.address : (connection?.name ?? __('A connection that was removed', 'handoff'))}
        {' · '}
        {lastSentAt === null ? (
          __('nothing sent yet', 'handoff')
        ) : (
          <>
            {__('Last message', 'handoff')} <Ago at={lastSentAt} />
          </>
        )}
        {settings.quiet !== null && ` · ${fill(__('Quiet from {from} to {to}', 'handoff'), settings.quiet)}`}
      </p>
      {failure !== null && <p className="handoff-problem">{failure.message}</p>}
      {canManage && (
        <div className="handoff-actions">
          <Button
            variant="secondary"
            __next40pxDefaultSize
            isBusy={actions.isTesting}
            disabled={actions.isTesting}
            accessibleWhenDisabled
            onClick={actions.test}
            aria-label={named(__('Send a test to {name}', 'handoff'))}
          >
            {__('Send a test', 'handoff')}
          </Button>
          <Button
            variant="tertiary"
            __next40pxDefaultSize
            href={`#/alerts/channels/${channel.id}`}
            aria-label={named(__('Change {name}', 'handoff'))}
          >
            {__('Change', 'handoff')}
          </Button>
          <Button variant="tertiary" __next40pxDefaultSize isDestructive onClick={ask} aria-label={named(__('Remove {name}', 'handoff'))}>
            {__('Remove', 'handoff')}
          </Button>
          <span role="status">{actions.tested?.ok === true && __('The test was sent. Look whether it arrived.', 'handoff')}</span>
        </div>
      )}
      {actions.testError !== null && (
        <p role="alert" className="handoff-problem">
          {actions.testError.message}
        </p>
      )}
      {removing && (
        <Confirm
          title={named(__('Remove {name}?', 'handoff'))}
          verb={__('Remove', 'handoff')}
          destructive
          {...actions.removing}
          onConfirm={() => actions.remove(focusHeading)}
          onCancel={() => setRemoving(false)}
        >
          <p>{__('No alert goes there any more, also none that waits to be sent. The connection itself stays.', 'handoff')}</p>
        </Confirm>
      )}
    </li>
  );
}
