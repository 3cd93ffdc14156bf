import type { AlertChannelView } from '@handoff/shared/panel';
import { type Channels, useChannelActions } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusContent } from '../../../ui/Page.tsx';
import { Status } from '../../../ui/Status.tsx';
import { clockWords } from '../../../ui/times.ts';

/** One channel: where it leads, how it fares, and what can be done with it. */
export function ChannelItem({ channel, choices }: { channel: AlertChannelView; choices: Channels['choices'] }) {
  const actions = useChannelActions(channel.id);
  const [removing, setRemoving] = useState(false);
  const ask = () => {
    actions.askAnew();
    setRemoving(true);
  };
  const { name, to, settings, failure, lastSentAt } = channel;
  const connection = to.kind === 'connection' ? choices.find(({ id }) => id === to.connectionId) : undefined;
  return (
    <li class="handoff-alert" aria-label={name}>
      <div>
        <h3>{name}</h3>{' '}
        {failure !== null ? (
          <Status tone="bad">{t('Does not work')}</Status>
        ) : (
          lastSentAt !== null && <Status tone="good">{t('Works')}</Status>
        )}
      </div>
      <s-text color="subdued">
        {to.kind === 'email' ? to.address : (connection?.name ?? t('A connection that was removed'))}
        {' · '}
        {lastSentAt === null ? (
          t('nothing sent yet')
        ) : (
          <>
            {t('Last message')} <Ago at={lastSentAt} />
          </>
        )}
        {settings.quiet !== null &&
          ` · ${fill(t('Quiet from {from} to {to}'), { from: clockWords(settings.quiet.from), to: clockWords(settings.quiet.to) })}`}
      </s-text>
      {failure !== null && <s-text tone="critical">{failure.message}</s-text>}
      <s-stack direction="inline" gap="small-300">
        <Button busy={actions.isTesting} label={fill(t('Send a test to {name}'), { name })} onClick={actions.test}>
          {t('Send a test')}
        </Button>
        <Button variant="tertiary" to={`/alerts/channels/${channel.id}`} label={fill(t('Change {name}'), { name })}>
          {t('Change')}
        </Button>
        <Button variant="tertiary" critical label={fill(t('Remove {name}'), { name })} onClick={ask}>
          {t('Remove')}
        </Button>
      </s-stack>
      <div role="status">{actions.tested?.ok === true && <s-text>{t('The test was sent. Look whether it arrived.')}</s-text>}</div>
      {actions.testError !== null && <Notice tone="critical">{actions.testError.message}</Notice>}
      {removing && (
        <Confirm
          title={fill(t('Remove {name}?'), { name })}
          verb={t('Remove')}
          critical
          {...actions.removing}
          onConfirm={() => actions.remove(focusContent)}
          onCancel={() => setRemoving(false)}
        >
          <s-paragraph>{t('No alert goes there any more, also none that waits to be sent. The connection itself stays.')}</s-paragraph>
        </Confirm>
      )}
    </li>
  );
}
