import { useEffect, useState } from 'react';
import { type AlertChannelView, type ChannelDraft, channelDraft, channelRequest, isComplete } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';

/** A channel under edit, or a new one, and saving it. `onSaved` stays the same function, and is called once nothing is unsaved any more. */
export function useChannelForm(channel: AlertChannelView | undefined, onSaved: () => void) {
  const { workspaceId, person, defaults, useUnsaved } = usePanelHost();
  const create = useServerAction('createAlertChannel');
  const update = useServerAction('updateAlertChannel');
  const start = channelDraft(channel, { zone: defaults.zone ?? 'UTC', address: person.email });
  const [draft, setDraft] = useState<ChannelDraft>(start);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(start);
  const isSaved = create.isSuccess || update.isSuccess;
  const isUnsaved = isChanged && !isSaved;
  useUnsaved(isUnsaved);
  // After the line above has seen it: whoever leaves before is asked about what is unsaved.
  useEffect(() => {
    if (isSaved) onSaved();
  }, [isSaved, onSaved]);
  const body = channelRequest(draft, channel?.settings.kinds ?? null);
  const edit = (next: ChannelDraft) => {
    create.reset();
    update.reset();
    setDraft(next);
  };
  return {
    draft,
    change: (part: Partial<ChannelDraft>) => edit({ ...draft, ...part }),
    discard: () => edit(start),
    isUnsaved,
    isComplete: isComplete(draft),
    save: () =>
      channel === undefined
        ? create.mutate({ params: { workspaceId }, body })
        : update.mutate({ params: { workspaceId, channelId: channel.id }, body }),
    busy: create.isPending || update.isPending,
    error: create.error ?? update.error,
  };
}
