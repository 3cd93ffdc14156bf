import { type ListedEvent, useMark, useUnmark } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../app/i18n.ts';
import { ReleaseDialog } from '../activity/actions/ReleaseDialog.tsx';
import { type Outcome, Said, saying } from '../activity/actions/Said.tsx';

export interface KeptDoing {
  release: (events: readonly ListedEvent[]) => void;
  mark: (events: readonly ListedEvent[], as: 'spam' | 'not_spam') => void;
  busy: boolean;
}

/** What can be done with kept-back events, one or many, with what it asks before and says afterwards. `onDone` hears of none where it was taken back. */
export function useKeptActions(onDone: (dealtWith: readonly ListedEvent[]) => void): {
  doing: KeptDoing;
  dialog: ComponentChildren;
  said: ComponentChildren;
} {
  const [releasing, setReleasing] = useState<readonly ListedEvent[]>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const mark = useMark();
  const unmark = useUnmark();
  const done = (what: Outcome, events: readonly ListedEvent[]) => {
    setOutcome(what);
    onDone(events);
  };
  // What went wrong the time before is no longer so.
  const forgetErrors = () => {
    if (mark.isError) mark.reset();
    if (unmark.isError) unmark.reset();
  };
  const undo = (events: readonly ListedEvent[]) => {
    forgetErrors();
    unmark.mutate(events, { onSuccess: () => done(saying(t('Taken back. Nothing was learned from it.')), []) });
  };
  const error = mark.error ?? unmark.error;
  const working = mark.isPending || mark.isError ? mark : unmark;
  const count = mark.isPending || mark.isError ? mark.variables.eventIds.length : (unmark.variables?.length ?? 0);
  return {
    doing: {
      release: (events) => {
        forgetErrors();
        setReleasing(events);
      },
      mark: (events, as) => {
        forgetErrors();
        // Where this one breaks off, an Undo would be that of the one before.
        setOutcome(null);
        mark.mutate(
          { eventIds: events.map(({ id }) => id), as },
          { onSuccess: ({ marked }) => done({ ...saying(markedText(marked, as)), undo: () => undo(events) }, events) },
        );
      },
      busy: mark.isPending || unmark.isPending,
    },
    dialog: releasing !== undefined && (
      <ReleaseDialog events={releasing} onDone={(what) => done(what, releasing)} onClose={() => setReleasing(undefined)} />
    ),
    said: (
      <>
        <div role="status">
          {(working.isPending || working.isError) && working.done > 0 && (
            <s-text>{fill(t('{done} of {count} are through.'), { done: working.done, count })}</s-text>
          )}
        </div>
        <Said outcome={outcome} error={error} />
      </>
    ),
  };
}

function markedText(count: number, as: 'spam' | 'not_spam'): string {
  return fill(
    as === 'spam'
      ? _n('{count} is marked as spam.', '{count} are marked as spam.', count)
      : _n('{count} is marked as not spam.', '{count} are marked as not spam.', count),
    { count },
  );
}
