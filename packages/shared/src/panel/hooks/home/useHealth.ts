import type { AnswerOf } from '../../../api/client.ts';
import type { endpoints } from '../../../api/endpoints/index.ts';
import { useWorkspaceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';

type Answer = AnswerOf<(typeof endpoints)['workspaceHealth']>;

/** The server's health, and of each connection whether somebody signed in to it, where that is known. */
export type Health = Omit<Answer, 'connections'> & { connections: (Answer['connections'][number] & { authorized?: boolean })[] };

const LOOK_EVERY_MS = 15_000;

/** How all is at the server, looked at every 15 seconds. `health` stays the last known while the server is away. */
export function useHealth(): {
  health: Health | undefined;
  error: Error | null;
  isPending: boolean;
  isAwaited: boolean;
  refetch: () => void;
} {
  const params = { workspaceId: useWorkspaceId() };
  const asked = useServer('workspaceHealth', { params }, { every: LOOK_EVERY_MS });
  const { data, error, isPending, refetch } = asked;
  const connections = useServer('listConnections', { params });
  const health = data === undefined ? undefined : withAccess(data, connections.data?.items ?? []);
  return { health, error, isPending, isAwaited: isAwaited(asked), refetch: () => void refetch() };
}

function withAccess(health: Answer, connections: readonly { id: string; authorized: boolean }[]): Health {
  const access = new Map(connections.map(({ id, authorized }) => [id, { authorized }]));
  return { ...health, connections: health.connections.map((connection) => ({ ...connection, ...access.get(connection.id) })) };
}
