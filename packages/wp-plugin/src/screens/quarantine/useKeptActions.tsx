import { type ListedEvent, useMark, useUnmark } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { __, _n, fill } from '../../app/i18n.ts';
import { ReleaseDialog } from '../activity/actions/ReleaseDialog.tsx';
import { Said } from '../activity/actions/Said.tsx';

export interface KeptDoing {
  busy: boolean;
  release: (events: readonly ListedEvent[]) => void;
  mark: (events: readonly ListedEvent[], as: 'spam' | 'not_spam') => void;
}

/** What came of it, and the events that were marked by it, as they were before. */
interface Outcome {
  text: string;
  marked?: readonly ListedEvent[];
}

/** What can be done with kept-back events, one or many, with what it asks before and says afterwards. `onDone` hears of none where it was taken back. */
export function useKeptActions(onDone: (dealtWith: readonly ListedEvent[]) => void): {
  doing: KeptDoing;
  dialog: ReactNode;
  said: ReactNode;
} {
  const [releasing, setReleasing] = useState<readonly ListedEvent[]>();
  const [outcome, say] = useState<Outcome | null>(null);
  const mark = useMark();
  const unmark = useUnmark();
  const done = (what: Outcome, events: readonly ListedEvent[]) => {
    say(what);
    onDone(events);
  };
  // What went wrong the time before is no longer so.
  const forgetErrors = () => {
    if (mark.isError) mark.reset();
    if (unmark.isError) unmark.reset();
  };
  const undo = (events: readonly ListedEvent[]) => {
    forgetErrors();
    unmark.mutate(events, { onSuccess: () => done({ text: __('Taken back. Nothing was learned from it.', 'handoff') }, []) });
  };
  const error = mark.error ?? unmark.error;
  const working = mark.isPending || mark.isError ? mark : unmark;
  const count = mark.isPending || mark.isError ? mark.variables.eventIds.length : (unmark.variables?.length ?? 0);
  return {
    doing: {
      busy: mark.isPending || unmark.isPending,
      release: (events) => {
        forgetErrors();
        setReleasing(events);
      },
      mark: (events, as) => {
        forgetErrors();
        // Where this one breaks off, an Undo would be that of the one before.
        say(null);
        mark.mutate(
          { eventIds: events.map(({ id }) => id), as },
          { onSuccess: ({ marked }) => done({ text: markedText(marked, as), marked: events }, events) },
        );
      },
    },
    dialog: releasing !== undefined && (
      <ReleaseDialog events={releasing} onDone={(text) => done({ text }, releasing)} onClose={() => setReleasing(undefined)} />
    ),
    said: (
      <>
        <div role="status">
          {(working.isPending || working.isError) && working.done > 0 && (
            <p>{fill(__('{done} of {count} are through.', 'handoff'), { done: working.done, count })}</p>
          )}
        </div>
        <Said
          text={outcome?.text ?? null}
          error={error}
          onDismiss={() => say(null)}
          {...(outcome?.marked === undefined ? {} : { onUndo: () => undo(outcome.marked ?? []) })}
        />
      </>
    ),
  };
}

function markedText(count: number, as: 'spam' | 'not_spam'): string {
  return fill(
    as === 'spam'
      ? _n('{count} is marked as spam.', '{count} are marked as spam.', count, 'handoff')
      : _n('{count} is marked as not spam.', '{count} are marked as not spam.', count, 'handoff'),
    { count },
  );
}
