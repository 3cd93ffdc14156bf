import { useQuery } from '@tanstack/react-query';
import type { Client } from '../../../api/index.ts';
import { arrivalOf } from '../../index.ts';
import type { EventDetail } from '../answers.ts';
import { usePanelHost } from '../host.ts';

const LOOK_EVERY_MS = 1500;
/** A test was sent a moment ago: it is among the last events. */
const LAST = 20;

/** An event of this host at the server, by the id either of them gave it; looked at until it has arrived or failed. */
export function useTestEvent(eventId: string | undefined) {
  const { server, workspaceId, t, locale } = usePanelHost();
  const isMoving = (event: EventDetail | undefined) => {
    const { state } = arrivalOf(event, () => '', { t, locale });
    return state === 'moving' || state === 'kept_back';
  };
  return useQuery({
    queryKey: ['server', 'testEvent', workspaceId, eventId],
    queryFn: () => findEvent(server, workspaceId, eventId ?? ''),
    enabled: eventId !== undefined,
    refetchInterval: ({ state }) => (isMoving(state.data ?? undefined) ? LOOK_EVERY_MS : false),
  });
}

/** The server's id of each event that was found once. */
const known = new Map<string, string>();

/** Null while the server does not have it. It gives events ids of its own; the host's, where that is what is known, stands in what the event said. */
async function findEvent(server: Client, workspaceId: string, eventId: string): Promise<EventDetail | null> {
  const id = known.get(eventId) ?? (await idOf(server, workspaceId, eventId));
  if (id === undefined) return null;
  known.set(eventId, id);
  return server('getEvent', { params: { workspaceId, eventId: id } });
}

async function idOf(server: Client, workspaceId: string, eventId: string): Promise<string | undefined> {
  const { items } = await server('listEvents', { params: { workspaceId }, query: { limit: LAST, include: 'envelope' } });
  return items.find(({ id, envelope }) => id === eventId || envelope?.['id'] === eventId)?.id;
}
