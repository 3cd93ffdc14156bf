import type { Trigger } from '@handoff/shared/flow';
import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { useQueries } from '@tanstack/react-query';
import { server } from '../../../app/clients.ts';
import { useWorkspaceId } from '../../../app/panel.tsx';
import { useServer } from '../../../app/queries.ts';

export type EventDetail = AnswerOf<(typeof endpoints)['getEvent']>;

const LOOKED_AT = 10;

/** The latest events of a type that would start a flow with this trigger, as they were received. */
export function useMatchingEvents(
  trigger: Trigger,
  type: string,
): { events: readonly EventDetail[]; isLoading: boolean; error: Error | null } {
  const workspaceId = useWorkspaceId();
  const [onlySource, ...otherSources] = trigger.sources ?? [];
  const list = useServer('listEvents', {
    params: { workspaceId },
    query: { type, limit: LOOKED_AT, ...(onlySource !== undefined && otherSources.length === 0 ? { sourceId: onlySource } : {}) },
  });
  // What was received never changes, so each is asked for once.
  const details = useQueries({
    queries: (list.data?.items ?? []).map(({ id }) => ({
      queryKey: ['received', workspaceId, id],
      queryFn: () => server('getEvent', { params: { workspaceId, eventId: id } }),
      staleTime: Infinity,
    })),
  });
  return {
    events: details.flatMap(({ data }) => (data !== undefined && starts(data, trigger) ? [data] : [])),
    isLoading: list.isPending || details.some(({ isPending }) => isPending),
    error: list.error,
  };
}

/** Whether an event comes from one of the trigger's sources and forms; empty lists mean any. */
function starts({ sourceId, envelope }: EventDetail, { sources = [], forms = [] }: Trigger): boolean {
  return (sources.length === 0 || sources.includes(sourceId)) && (forms.length === 0 || forms.includes(formOf(envelope) ?? ''));
}

/** The form an event came from. */
export function formOf(envelope: Readonly<Record<string, unknown>>): string | undefined {
  const { form } = (envelope['data'] ?? {}) as { form?: { id?: unknown } };
  return typeof form?.id === 'string' ? form.id : undefined;
}
