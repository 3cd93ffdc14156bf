import { useChannels } from '@handoff/shared/panel/hooks';
import { useCallback } from '@wordpress/element';
import { Link, useLocation } from 'wouter';
import { __ } from '../../../app/i18n.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { ChannelForm } from './ChannelForm.tsx';

const LIST = '/alerts/channels';

/** One channel under edit; `new` adds one. */
export function ChannelPage({ id }: { id: string }) {
  const { channels, error, retry } = useChannels();
  const [, go] = useLocation();
  const toList = useCallback(() => go(LIST), [go]);
  const isNew = id === 'new';
  const channel = channels?.items.find((one) => one.id === id);
  const title = isNew ? __('Add a channel', 'handoff') : (channel?.name ?? __('Channel', 'handoff'));
  return (
    <Page title={title} actions={<Link href={LIST}>{__('All channels', 'handoff')}</Link>}>
      {channels === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <ErrorNotice error={error} retry={retry} />
        )
      ) : !isNew && channel === undefined ? (
        <Empty title={__('This channel was removed.', 'handoff')} />
      ) : (
        <ChannelForm channel={channel} channels={channels} onSaved={toList} />
      )}
    </Page>
  );
}
