import { ApiError, type InputOf, type endpoints } from '../../../api/index.ts';
import type { Replayed } from '../../index.ts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ListedEvent } from '../answers.ts';
import { type PanelHost, usePanelHost } from '../host.ts';

export type ReplayOptions = Pick<InputOf<(typeof endpoints)['replayEvent']>['body'], 'version' | 'asNew' | 'force'>;
type DeliveryFilter = NonNullable<InputOf<(typeof endpoints)['replayDeliveries']>['body']['filter']>;

/** What is to be sent again: what is missing of events, or deliveries by name or by what is wrong with them. */
export type ReplayTarget = { eventIds: readonly string[] } | { deliveryIds: readonly string[] } | { filter: DeliveryFilter };

type Host = Pick<PanelHost, 'server' | 'workspaceId'>;

/** Several calls as one piece of work; what is on screen is read anew once, when all are done. */
function useWork<Input, Answer>(work: (host: Host, input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const host = usePanelHost();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => work(host, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['server'] }),
  });
}

/** Whether among what is sent again of events is something that may have arrived. */
export function replayOfEvents(events: readonly Pick<ListedEvent, 'deliveries'>[]): 'events' | 'events_uncertain' {
  return events.some(({ deliveries }) => (deliveries.uncertain ?? 0) > 0) ? 'events_uncertain' : 'events';
}

export interface ReplayResult {
  answers: Replayed[];
  /** Why an event could not be sent again at all, in the server's words. */
  refusals: string[];
}

export const useReplay = () =>
  useWork(async ({ server, workspaceId }, { target, options }: { target: ReplayTarget; options: ReplayOptions }): Promise<ReplayResult> => {
    if ('eventIds' in target) return replayEvents({ server, workspaceId }, target.eventIds, options);
    const what = 'filter' in target ? { filter: target.filter } : { deliveryIds: [...target.deliveryIds] };
    return { answers: [await server('replayDeliveries', { params: { workspaceId }, body: { ...what, ...options } })], refusals: [] };
  });

/** One after the other; one that cannot be sent again stops no other. */
async function replayEvents({ server, workspaceId }: Host, eventIds: readonly string[], options: ReplayOptions): Promise<ReplayResult> {
  const result: ReplayResult = { answers: [], refusals: [] };
  for (const eventId of eventIds) {
    try {
      result.answers.push(await server('replayEvent', { params: { workspaceId, eventId }, body: options }));
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 409 && error.status !== 404)) throw error;
      result.refusals.push(error.message);
    }
  }
  return result;
}

export interface Released {
  released: number;
  reasons: string[];
}

/** Lets events go on. Who lets go what was taken for spam says that it is none. */
export const useRelease = () =>
  useWork(async ({ server, workspaceId }, events: readonly ListedEvent[]): Promise<Released> => {
    const params = { workspaceId };
    const { released, skipped } = await server('releaseEvents', { params, body: { eventIds: events.map(({ id }) => id) } });
    const left = new Set(skipped.map(({ eventId }) => eventId));
    const genuine = events.filter(({ id, verdict }) => verdict === 'quarantine' && !left.has(id)).map(({ id }) => id);
    if (genuine.length > 0) await server('markEvents', { params, body: { eventIds: genuine, as: 'not_spam' } });
    return { released, reasons: [...new Set(skipped.map(({ reason }) => reason))] };
  });

export const useMark = () =>
  useWork(({ server, workspaceId }, { eventIds, as }: { eventIds: readonly string[]; as: 'spam' | 'not_spam' }) =>
    server('markEvents', { params: { workspaceId }, body: { eventIds: [...eventIds], as } }),
  );

export const useConfirmArrival = () =>
  useWork(({ server, workspaceId }, deliveryId: string) =>
    server('confirmDelivery', { params: { workspaceId, deliveryId }, body: { arrived: true } }),
  );
