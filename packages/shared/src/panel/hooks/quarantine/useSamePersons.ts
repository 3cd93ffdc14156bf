import { useEffect, useState } from 'react';
import type { SamePerson } from '../../index.ts';
import type { Pages } from '../activity/usePages.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';

/** What was decided last of two persons, and can be taken back. */
export interface Decided {
  pair: SamePerson;
  areOne: boolean;
}

export interface SamePersons {
  /** Undefined until they are known. */
  items: readonly SamePerson[] | undefined;
  /** Where the next page begins; null on the last. */
  next: number | null;
  /** `done` hears when it is decided. */
  decide: (pair: SamePerson, areOne: boolean, done: () => void) => void;
  decided: Decided | undefined;
  /** Takes back what was decided of two, now or long ago. */
  takeBack: (pair: SamePerson, done: () => void) => void;
  busy: boolean;
  error: Error | null;
  retry: () => void;
}

const PER_PAGE = 20;

/** Pairs of persons who may be one: those of whom nobody has decided (`open`), or what somebody said of them. */
export function useSamePersons(state: SamePerson['state'], pages: Pages): SamePersons {
  const workspaceId = useWorkspaceId();
  const query = { state, limit: PER_PAGE, ...(pages.before === undefined ? {} : { before: pages.before }) };
  const list = useServer('listSuggestions', { params: { workspaceId }, query });
  const [accept, reject, undo] = [
    useServerAction('acceptSuggestion'),
    useServerAction('rejectSuggestion'),
    useServerAction('undoSuggestion'),
  ];
  const actions = [accept, reject, undo];
  const [decided, setDecided] = useState<Decided>();
  const run = (action: (typeof actions)[number], pair: SamePerson, after: () => void) => {
    // What went wrong the time before is no longer so.
    for (const each of actions) each.reset();
    action.mutate({ params: { workspaceId, suggestionId: pair.id } }, { onSuccess: after });
  };
  const items = list.data?.items;
  const { isFirst, first } = pages;
  // All of the last page may have been decided, while others wait on those before.
  const isLost = !isFirst && items?.length === 0;
  useEffect(() => {
    if (isLost) first();
  }, [isLost, first]);
  return {
    items,
    next: list.data?.next ?? null,
    decide: (pair, areOne, done) => run(areOne ? accept : reject, pair, () => (setDecided({ pair, areOne }), done())),
    decided,
    takeBack: (pair, done) => run(undo, pair, () => (setDecided(undefined), done())),
    busy: actions.some(({ isPending }) => isPending),
    error: actions.find(({ error }) => error !== null)?.error ?? list.error,
    retry: () => {
      for (const each of actions) each.reset();
      void list.refetch();
    },
  };
}
