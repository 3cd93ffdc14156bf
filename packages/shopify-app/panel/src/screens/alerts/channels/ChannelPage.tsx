import { useChannels } from '@handoff/shared/panel/hooks';
import { useCallback } from 'preact/hooks';
import { useLocation } from 'wouter';
import { t } from '../../../app/i18n.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { ChannelForm } from './ChannelForm.tsx';

const LIST = '/alerts/channels';

/** One channel under edit; `new` adds one. */
export function ChannelPage({ id }: { id: string }) {
  const { channels, error, retry } = useChannels();
  const [, go] = useLocation();
  const isNew = id === 'new';
  const channel = channels?.items.find((one) => one.id === id);
  const onSaved = useCallback(() => {
    shopify.toast.show(t('Saved'));
    go(LIST);
  }, [go]);
  const back = (
    <Go slot="breadcrumb-actions" to={LIST}>
      {t('Who is told')}
    </Go>
  );
  return (
    <Page title={isNew ? t('Add a channel') : (channel?.name ?? t('Channel'))} size="small" actions={back}>
      {channels === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <ErrorNotice error={error} retry={retry} />
        )
      ) : !isNew && channel === undefined ? (
        <Empty title={t('This channel was removed.')} />
      ) : (
        <ChannelForm channel={channel} channels={channels} onSaved={onSaved} />
      )}
    </Page>
  );
}
