import { useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';
import { useAskedAction } from '../useAskedAction.ts';

/** Sending a test to a channel, and removing it. */
export function useChannelActions(channelId: string) {
  const params = { workspaceId: useWorkspaceId(), channelId };
  const test = useServerAction('testAlertChannel');
  const remove = useAskedAction('removeAlertChannel');
  return {
    test: () => test.mutate({ params }),
    isTesting: test.isPending,
    /** What the test said; undefined where none was sent. */
    tested: test.data,
    testError: test.error,
    removing: remove.asked,
    remove: (onRemoved: () => void) => remove.run({ params }, onRemoved),
    /** For whoever asks whether to: what went wrong the last time is no news. */
    askAnew: remove.askAnew,
  };
}
