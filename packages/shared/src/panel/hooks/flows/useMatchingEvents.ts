import type { Trigger } from '../../../flow/index.ts';
import { useMemo } from 'react';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

/** A stored event with what it said. */
export interface ExampleEvent {
  id: string;
  contact: string | null;
  receivedAt: string;
  envelope: Readonly<Record<string, unknown>>;
}

const LOOKED_AT = 50;
const SHOWN = 10;

/** The latest events of a type that would start a flow with this trigger, as they were received. */
export function useMatchingEvents(
  trigger: Trigger,
  type: string,
): { events: readonly ExampleEvent[]; isLoading: boolean; error: Error | null } {
  const [onlySource, ...otherSources] = trigger.sources ?? [];
  const { data, isPending, error } = useServer('listEvents', {
    params: { workspaceId: useWorkspaceId() },
    query: {
      type,
      include: 'envelope',
      limit: LOOKED_AT,
      ...(onlySource !== undefined && otherSources.length === 0 ? { sourceId: onlySource } : {}),
    },
  });
  const events = useMemo(
    () =>
      (data?.items ?? [])
        .flatMap(({ envelope, ...event }) =>
          envelope !== undefined && starts(event.sourceId, envelope, trigger) ? [{ ...event, envelope }] : [],
        )
        .slice(0, SHOWN),
    [data, trigger],
  );
  return { events, isLoading: isPending, error };
}

/** Whether an event comes from one of the trigger's sources and forms; empty lists mean any. */
function starts(sourceId: string, envelope: ExampleEvent['envelope'], { sources = [], forms = [] }: Trigger): boolean {
  return (sources.length === 0 || sources.includes(sourceId)) && (forms.length === 0 || forms.includes(formOf(envelope) ?? ''));
}

/** The form an event came from. */
export function formOf(envelope: ExampleEvent['envelope']): string | undefined {
  const { form } = (envelope['data'] ?? {}) as { form?: { id?: unknown } };
  return typeof form?.id === 'string' ? form.id : undefined;
}
