import { type Channels, useChannels } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ChannelItem } from './ChannelItem.tsx';

const NEW = '/alerts/channels/new';

/** Where alerts go that no owner is told of by e-mail. */
export function ChannelList() {
  const { channels, error, retry } = useChannels();
  if (channels === undefined) return error === null ? <Loading lines={6} /> : <ErrorNotice error={error} retry={retry} />;
  return (
    <Section
      title={t('Channels')}
      actions={
        channels.items.length > 0 && (
          <Button slot="secondary-actions" to={NEW}>
            {t('Add a channel')}
          </Button>
        )
      }
    >
      <s-paragraph color="subdued">
        {t(
          'An alert goes by e-mail to the owner of the flow or destination it is about, where that is an e-mail address. All others go to the channels below.',
        )}
      </s-paragraph>
      {!channels.mail && (
        <s-paragraph color="subdued">
          {t(
            'This server cannot send e-mails of its own yet: its operator has to set up a mail server. Until then choose a connection such as Slack.',
          )}
        </s-paragraph>
      )}
      {channels.items.length === 0 ? (
        <Empty title={t('There is no channel yet.')}>
          <s-paragraph>{fallback(channels)}</s-paragraph>
          <Button variant="primary" to={NEW}>
            {t('Add a channel')}
          </Button>
        </Empty>
      ) : (
        <ul class="handoff-rows handoff-alerts">
          {channels.items.map((channel) => (
            <ChannelItem key={channel.id} channel={channel} choices={channels.choices} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function fallback({ owners }: Channels): string {
  return owners.length === 0
    ? t('Without one, alerts whose owner has no e-mail address are only shown here.')
    : fill(t('Without one, the owners of the workspace are told: {names}.'), { names: owners.join(', ') });
}
