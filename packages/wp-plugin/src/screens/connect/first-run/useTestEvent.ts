import { arrivalOf } from '@handoff/shared/panel';
import { useQuery } from '@tanstack/react-query';
import { server } from '../../../app/clients.ts';
import { t } from '../../../app/i18n.ts';
import { useWorkspaceId } from '../../../app/panel.tsx';

const LOOK_EVERY_MS = 1500;
/** A test was sent a moment ago: it is among the last events. */
const LAST = 20;

/** An event of this site at the server, by the id the site gave it; looked at until it has arrived or failed. */
export function useTestEvent(eventId: string | undefined) {
  const workspaceId = useWorkspaceId();
  return useQuery({
    queryKey: ['server', 'testEvent', workspaceId, eventId],
    queryFn: () => findEvent(workspaceId, eventId ?? ''),
    enabled: eventId !== undefined,
    refetchInterval: ({ state }) => (isMoving(state.data ?? undefined) ? LOOK_EVERY_MS : false),
  });
}

type Detail = Awaited<ReturnType<typeof getEvent>>;

function isMoving(event: Detail | undefined): boolean {
  const { state } = arrivalOf(event, () => '', t);
  return state === 'moving' || state === 'kept_back';
}

/** The server's id of each event of this site that was found once. */
const known = new Map<string, string>();

/** Null while the server does not have it. It gives events ids of its own: the site's stands in what the event said. */
async function findEvent(workspaceId: string, eventId: string): Promise<Detail | null> {
  const id = known.get(eventId) ?? (await idOf(workspaceId, eventId));
  if (id === undefined) return null;
  known.set(eventId, id);
  return getEvent(workspaceId, id);
}

async function idOf(workspaceId: string, eventId: string): Promise<string | undefined> {
  const { items } = await server('listEvents', { params: { workspaceId }, query: { limit: LAST, include: 'envelope' } });
  return items.find(({ envelope }) => envelope?.['id'] === eventId)?.id;
}

function getEvent(workspaceId: string, eventId: string) {
  return server('getEvent', { params: { workspaceId, eventId } });
}
