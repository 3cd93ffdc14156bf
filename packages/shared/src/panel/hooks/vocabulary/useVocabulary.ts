import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  askedFields,
  isAsBegun,
  mergedTerms,
  type NamedTerm,
  type OwnTerm,
  ownTerms,
  type TermChange,
  type TermDraft,
  termUses,
  withChangedTerm,
  withNewTerm,
  withoutTerm,
} from '../../index.ts';
import { ApiError } from '../../../api/index.ts';
import { usePanelHost } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';

/** The most fields the server reads at once. */
const MOST_FIELDS = 5000;
const MOST_RETRIES = 3;

type Next = (items: readonly NamedTerm[]) => OwnTerm[];

interface Work {
  next: Next;
  /** Undefined: takes back the change before. */
  change: TermChange | undefined;
}

/**
 * The workspace's names for what its forms ask for, where each is used, and changing them. Each change is made to what the server has
 * at that moment, so that two people who work side by side do not undo each other.
 */
export function useVocabulary() {
  const { server, workspaceId, forms, t } = usePanelHost();
  const queries = useQueryClient();
  const params = { workspaceId };
  const vocabulary = useServer('getVocabulary', { params });
  const flows = useServer('listFlows', { params });
  const reading = useMemo(
    () => flows.data?.items.map(({ name, published, draft }) => ({ name, spec: (published ?? draft)?.spec })) ?? [],
    [flows.data],
  );
  const asked = useMemo(() => askedFields(forms, reading).slice(0, MOST_FIELDS), [forms, reading]);
  // Kept while it is asked anew, so that it is waited for the first time only; then it tells of other fields, so nothing is read from it.
  const meant = useServer(
    'suggestFields',
    { params, body: { fields: asked } },
    { enabled: flows.data !== undefined && asked.length > 0, keep: true },
  );
  const uses = useMemo(
    () =>
      meant.data === undefined || meant.isPlaceholderData
        ? undefined
        : termUses(
            asked,
            meant.data.items.map(({ name }) => name),
            reading,
          ),
    [meant.data, meant.isPlaceholderData, asked, reading],
  );
  const isComing = [vocabulary, flows, meant].some(isAwaited);
  const work = useMutation({
    mutationFn: async ({ next, change }: Work) => {
      const { items } = await server('getVocabulary', { params });
      const saved = await server('putVocabulary', { params, body: { items: next(items), base: ownTerms(items) } });
      return { before: ownTerms(items), after: ownTerms(saved.items), change };
    },
    // Somebody saved in between: the change is made again, to what is there now.
    retry: (failures, error) => failures < MOST_RETRIES && error instanceof ApiError && error.code === 'conflict',
    onSettled: () => queries.invalidateQueries({ queryKey: ['server'] }),
  });
  const { data: done } = work;
  const run = (change: TermChange, next: Next, onDone?: () => void) =>
    work.mutate({ next, change }, onDone === undefined ? {} : { onSuccess: onDone });

  return {
    /** Undefined until it is known where they are used, or that it cannot be: names that find their places later move away under a hand. */
    terms: isComing ? undefined : vocabulary.data?.items,
    /** By name; undefined where it is not known. */
    uses,
    error: vocabulary.error,
    retry: () => void vocabulary.refetch(),
    busy: work.isPending,
    problem: work.error,
    forget: work.reset,
    /** What was done last and can be taken back. */
    done: done?.change,
    add: (draft: TermDraft, onDone: () => void) =>
      run({ kind: 'added', label: draft.label.trim() }, (items) => withNewTerm(items, draft), onDone),
    /** `begun`: the name as it was when its form was opened. */
    change: (begun: NamedTerm, draft: TermDraft, onDone: () => void) => {
      const next: Next = (items) => {
        if (!isAsBegun(items, begun))
          throw new Error(t('Somebody else saved this name meanwhile, so nothing was saved. Cancel to see it as it is now.'));
        return withChangedTerm(items, begun.name, draft);
      };
      run({ kind: 'changed', label: draft.label.trim() }, next, onDone);
    },
    merge: (from: NamedTerm, into: string, onDone: () => void) =>
      run({ kind: 'merged', label: from.label }, (items) => mergedTerms(items, from.name, into), onDone),
    remove: (term: NamedTerm) => run({ kind: 'removed', label: term.label }, (items) => withoutTerm(items, term.name)),
    undo: () => {
      if (done === undefined) return;
      const next: Next = (items) => {
        const isAsLeft = JSON.stringify(ownTerms(items)) === JSON.stringify(done.after);
        if (!isAsLeft) throw new Error(t('Somebody changed these names again since. Change back by hand what you meant to undo.'));
        return done.before;
      };
      work.mutate({ next, change: undefined });
    },
  };
}

export type Vocabulary = ReturnType<typeof useVocabulary>;
