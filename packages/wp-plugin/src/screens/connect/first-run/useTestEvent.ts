import { ApiError } from '@handoff/shared/api';
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

/** Null while the server does not have it. Its list does not tell the site's ids, so the last events are opened. */
async function findEvent(workspaceId: string, eventId: string): Promise<Detail | null> {
  const id = known.get(eventId);
  if (id !== undefined) return getEvent(workspaceId, id);
  const { items } = await server('listEvents', { params: { workspaceId }, query: { limit: LAST } });
  for (const item of items) {
    const event = await getEvent(workspaceId, item.id).catch(nothingIfGone);
    if (event?.envelope['id'] !== eventId) continue;
    known.set(eventId, item.id);
    return event;
  }
  return null;
}

function getEvent(workspaceId: string, eventId: string) {
  return server('getEvent', { params: { workspaceId, eventId } });
}

function nothingIfGone(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}
