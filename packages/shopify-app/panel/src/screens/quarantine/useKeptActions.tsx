import { type ListedEvent, useMark } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { _n, fill } from '../../app/i18n.ts';
import { ReleaseDialog } from '../activity/actions/ReleaseDialog.tsx';
import { type Outcome, Said, saying } from '../activity/actions/Said.tsx';

export interface KeptDoing {
  release: (events: readonly ListedEvent[]) => void;
  mark: (events: readonly ListedEvent[], as: 'spam' | 'not_spam') => void;
  busy: boolean;
}

/** What can be done with kept-back events, one or many, with what it asks before and says afterwards. */
export function useKeptActions(onDone: (dealtWith: readonly ListedEvent[]) => void): {
  doing: KeptDoing;
  dialog: ComponentChildren;
  said: ComponentChildren;
} {
  const [releasing, setReleasing] = useState<readonly ListedEvent[]>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const mark = useMark();
  const done = (what: Outcome, events: readonly ListedEvent[]) => {
    setOutcome(what);
    onDone(events);
  };
  return {
    doing: {
      release: setReleasing,
      mark: (events, as) =>
        mark.mutate(
          { eventIds: events.map(({ id }) => id), as },
          { onSuccess: ({ marked }) => done(saying(markedText(marked, as)), events) },
        ),
      busy: mark.isPending,
    },
    dialog: releasing !== undefined && (
      <ReleaseDialog events={releasing} onDone={(what) => done(what, releasing)} onClose={() => setReleasing(undefined)} />
    ),
    said: <Said outcome={outcome} error={mark.error} />,
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
