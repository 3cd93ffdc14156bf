import { ApiError, type InputOf, type endpoints } from '../../../api/index.ts';
import type { Replayed } from '../../index.ts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
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
    if ('filter' in target) return replayAll({ server, workspaceId }, target.filter, options);
    const body = { deliveryIds: [...target.deliveryIds], ...options };
    return { answers: [await server('replayDeliveries', { params: { workspaceId }, body })], refusals: [] };
  });

/** However many there are: each call takes some, and says where the next goes on. */
async function replayAll({ server, workspaceId }: Host, filter: DeliveryFilter, options: ReplayOptions): Promise<ReplayResult> {
  const answers: Replayed[] = [];
  let after: string | undefined;
  do {
    const body = { filter: { ...filter, after }, ...options };
    const { next, ...answer } = await server('replayDeliveries', { params: { workspaceId }, body });
    answers.push(answer);
    after = next ?? undefined;
  } while (after !== undefined);
  return { answers, refusals: [] };
}

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

/** So many events go with one call: each call answers within moments, and tells how far it is. */
const PER_CALL = 200;

/**
 * Lets events go on, however many; `done` of them are through. Who lets go what was taken for spam says that it is none. Where it
 * breaks off, running it again lets go the rest.
 */
export function useRelease() {
  const [done, setDone] = useState(0);
  const work = useWork(async ({ server, workspaceId }, events: readonly ListedEvent[]): Promise<Released> => {
    const params = { workspaceId };
    const reasons = new Set<string>();
    let released = 0;
    setDone(0);
    for (const part of parts(events)) {
      const answer = await server('releaseEvents', { params, body: { eventIds: part.map(({ id }) => id) } });
      const left = new Set(answer.skipped.map(({ eventId }) => eventId));
      const genuine = part.filter(({ id, verdict }) => verdict === 'quarantine' && !left.has(id)).map(({ id }) => id);
      if (genuine.length > 0) await server('markEvents', { params, body: { eventIds: genuine, as: 'not_spam' } });
      released += answer.released;
      for (const { reason } of answer.skipped) reasons.add(reason);
      setDone((before) => before + part.length);
    }
    return { released, reasons: [...reasons] };
  });
  return { ...work, done };
}

type MarkedAs = 'spam' | 'not_spam';

/** Says what events are, however many; `done` of them are through. */
export function useMark() {
  const [done, setDone] = useState(0);
  const work = useWork(async (host, { eventIds, as }: { eventIds: readonly string[]; as: MarkedAs }) => {
    setDone(0);
    return { marked: await mark(host, eventIds, as, (count) => setDone((before) => before + count)) };
  });
  return { ...work, done };
}

/** Takes back what was said of events: each is again what was said of it before. `done` of them are through. */
export function useUnmark() {
  const [done, setDone] = useState(0);
  const work = useWork(async (host, events: readonly Pick<ListedEvent, 'id' | 'marked'>[]) => {
    setDone(0);
    for (const as of ['spam', 'not_spam', 'none'] as const) {
      const some = events.filter(({ marked }) => (marked ?? 'none') === as).map(({ id }) => id);
      await mark(host, some, as, (count) => setDone((before) => before + count));
    }
  });
  return { ...work, done };
}

async function mark(
  { server, workspaceId }: Host,
  ids: readonly string[],
  as: MarkedAs | 'none',
  through: (count: number) => void,
): Promise<number> {
  let marked = 0;
  for (const eventIds of parts(ids)) {
    marked += (await server('markEvents', { params: { workspaceId }, body: { eventIds, as } })).marked;
    through(eventIds.length);
  }
  return marked;
}

function parts<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / PER_CALL) }, (_, at) => items.slice(at * PER_CALL, (at + 1) * PER_CALL));
}

export const useConfirmArrival = () =>
  useWork(({ server, workspaceId }, deliveryId: string) =>
    server('confirmDelivery', { params: { workspaceId, deliveryId }, body: { arrived: true } }),
  );

/** Says of deliveries that they shall not be sent any more, however many. Answers of how many that is new. */
export const useGiveUp = () =>
  useWork(async ({ server, workspaceId }, ids: readonly string[]) => {
    let givenUp = 0;
    for (const deliveryIds of parts(ids)) {
      givenUp += (await server('giveUpDeliveries', { params: { workspaceId }, body: { deliveryIds } })).deliveryIds.length;
    }
    return { givenUp };
  });
