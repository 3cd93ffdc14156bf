import type { AnswerOf } from '../../../api/client.ts';
import type { endpoints } from '../../../api/endpoints/index.ts';
import { useServer, useServerAction } from '../server.ts';

export type Device = AnswerOf<typeof endpoints.listSessions>['items'][number];

/** Where the person is signed in, and signing out there. */
export function useDevices() {
  const { data, error, refetch } = useServer('listSessions', {});
  const end = useServerAction('endSession');
  const endAll = useServerAction('endSessions');
  return {
    devices: data?.items,
    signOut: (device: Device) => end.mutate({ params: { sessionId: device.id } }),
    signOutEverywhere: () => endAll.mutate({}),
    busy: end.isPending || endAll.isPending,
    error: end.error ?? endAll.error ?? error,
    retry: () => void refetch(),
  };
}
