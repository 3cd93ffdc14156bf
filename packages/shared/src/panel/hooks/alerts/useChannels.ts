import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

/** Where alerts go, and the connections that can be channels; undefined until the server has said so. */
export function useChannels() {
  const workspaceId = useWorkspaceId();
  const channels = useServer('listAlertChannels', { params: { workspaceId } });
  const connections = useServer('listConnections', { params: { workspaceId } });
  const known =
    channels.data === undefined || connections.data === undefined ? undefined : { ...channels.data, all: connections.data.items };
  return {
    channels:
      known === undefined
        ? undefined
        : {
            items: known.items,
            mail: known.mail,
            owners: known.owners,
            /** Connections that can send messages to people. */
            choices: known.all.filter(({ destination }) => known.destinations.includes(destination)),
          },
    error: channels.error ?? connections.error,
    retry: () => {
      void channels.refetch();
      void connections.refetch();
    },
  };
}

export type Channels = NonNullable<ReturnType<typeof useChannels>['channels']>;
