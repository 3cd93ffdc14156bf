import type { AnswerOf, endpoints } from '@handoff/shared/api';

type Answer = AnswerOf<(typeof endpoints)['workspaceHealth']>;

/** The server's health, and of each connection whether somebody signed in to it, where that is known. */
export type Health = Omit<Answer, 'connections'> & { connections: (Answer['connections'][number] & { authorized?: boolean })[] };

export function withAccess(health: Answer, connections: readonly { id: string; authorized: boolean }[]): Health {
  const access = new Map(connections.map(({ id, authorized }) => [id, { authorized }]));
  return { ...health, connections: health.connections.map((connection) => ({ ...connection, ...access.get(connection.id) })) };
}
