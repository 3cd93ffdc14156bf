import { type Channels, useChannels, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ChannelItem } from './ChannelItem.tsx';

/** Where alerts go that no owner is told of by e-mail. */
export function ChannelList() {
  const { channels, error, retry } = useChannels();
  const { canManage } = usePanelHost().person;
  if (channels === undefined) return error === null ? <Loading lines={6} /> : <ErrorNotice error={error} retry={retry} />;
  const add = canManage && (
    <Button variant="primary" __next40pxDefaultSize href="#/alerts/channels/new">
      {__('Add a channel', 'handoff')}
    </Button>
  );
  return (
    <Section title={__('Who is told', 'handoff')} actions={channels.items.length > 0 && add}>
      <p className="handoff-quiet">
        {__(
          'An alert goes by e-mail to the owner of the flow or destination it is about, where that is an e-mail address. All others go to the channels below.',
          'handoff',
        )}
      </p>
      {!channels.mail && (
        <p className="handoff-quiet">
          {__(
            'This server cannot send e-mails of its own yet: its operator has to set up a mail server. Until then choose a connection such as Slack.',
            'handoff',
          )}
        </p>
      )}
      {channels.items.length === 0 ? (
        <Empty title={__('There is no channel yet.', 'handoff')}>
          <p>{fallback(channels)}</p>
          {add}
        </Empty>
      ) : (
        <ul className="handoff-alerts">
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
    ? __('Without one, alerts whose owner has no e-mail address are only shown here.', 'handoff')
    : fill(__('Without one, the owners of the workspace are told: {names}.', 'handoff'), { names: owners.join(', ') });
}
