import { useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';

/** What a person can say about an open alert. */
export function useAlertActions(alertId: string) {
  const params = { workspaceId: useWorkspaceId(), alertId };
  const acknowledge = useServerAction('acknowledgeAlert');
  const mute = useServerAction('muteAlert');
  return {
    acknowledge: (onDone: () => void) => acknowledge.mutate({ params }, { onSuccess: onDone }),
    /** Sends nothing about it for so long. */
    muteFor: (ms: number) => mute.mutate({ params, body: { until: new Date(Date.now() + ms).toISOString() } }),
    unmute: () => mute.mutate({ params, body: { until: null } }),
    busy: acknowledge.isPending || mute.isPending,
    error: acknowledge.error ?? mute.error,
  };
}
