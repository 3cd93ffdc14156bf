import { useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';

/** Sending a test to a channel, and removing it. */
export function useChannelActions(channelId: string) {
  const params = { workspaceId: useWorkspaceId(), channelId };
  const test = useServerAction('testAlertChannel');
  const remove = useServerAction('removeAlertChannel');
  return {
    test: () => test.mutate({ params }),
    isTesting: test.isPending,
    /** What the test said; undefined where none was sent. */
    tested: test.data,
    testError: test.error,
    // Told also where the list came anew without it meanwhile, and what asked is gone; `removeError` says why not.
    remove: (onRemoved: () => void) => void remove.mutateAsync({ params }).then(onRemoved, () => undefined),
    isRemoving: remove.isPending,
    removeError: remove.error,
  };
}
