import { useState } from 'react';
import type { SamePerson } from '../../index.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';

/** What was decided last of two persons, and can be taken back. */
export interface Decided {
  pair: SamePerson;
  areOne: boolean;
}

export interface SamePersons {
  /** Undefined until they are known; those of whom nobody has decided. */
  items: readonly SamePerson[] | undefined;
  decide: (pair: SamePerson, areOne: boolean) => void;
  decided: Decided | undefined;
  undo: () => void;
  busy: boolean;
  error: Error | null;
  retry: () => void;
}

const SHOWN = 20;

/** Persons who may be one, for somebody to say whether they are. */
export function useSamePersons(): SamePersons {
  const workspaceId = useWorkspaceId();
  const open = useServer('listSuggestions', { params: { workspaceId }, query: { limit: SHOWN } });
  const [accept, reject, takeBack] = [
    useServerAction('acceptSuggestion'),
    useServerAction('rejectSuggestion'),
    useServerAction('undoSuggestion'),
  ];
  const [decided, setDecided] = useState<Decided>();
  const inPair = (pair: SamePerson) => ({ params: { workspaceId, suggestionId: pair.id } });
  return {
    items: open.data?.items,
    decide: (pair, areOne) => (areOne ? accept : reject).mutate(inPair(pair), { onSuccess: () => setDecided({ pair, areOne }) }),
    decided,
    undo: () => {
      if (decided !== undefined) takeBack.mutate(inPair(decided.pair), { onSuccess: () => setDecided(undefined) });
    },
    busy: accept.isPending || reject.isPending || takeBack.isPending,
    error: accept.error ?? reject.error ?? takeBack.error ?? open.error,
    retry: () => void open.refetch(),
  };
}
