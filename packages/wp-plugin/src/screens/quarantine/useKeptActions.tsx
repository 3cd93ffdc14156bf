import { type ListedEvent, useMark } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { _n, fill } from '../../app/i18n.ts';
import { ReleaseDialog } from '../activity/actions/ReleaseDialog.tsx';
import { Said } from '../activity/actions/Said.tsx';

export interface KeptDoing {
  release: (events: readonly ListedEvent[]) => void;
  mark: (events: readonly ListedEvent[], as: 'spam' | 'not_spam') => void;
}

/** What can be done with kept-back events, one or many, with what it asks before and says afterwards. */
export function useKeptActions(onDone: (dealtWith: readonly ListedEvent[]) => void): {
  doing: KeptDoing;
  dialog: ReactNode;
  said: ReactNode;
} {
  const [releasing, setReleasing] = useState<readonly ListedEvent[]>();
  const [said, say] = useState<string | null>(null);
  const mark = useMark();
  const done = (text: string, events: readonly ListedEvent[]) => {
    say(text);
    onDone(events);
  };
  return {
    doing: {
      release: setReleasing,
      mark: (events, as) =>
        mark.mutate({ eventIds: events.map(({ id }) => id), as }, { onSuccess: ({ marked }) => done(markedText(marked, as), events) }),
    },
    dialog: releasing !== undefined && (
      <ReleaseDialog events={releasing} onDone={(text) => done(text, releasing)} onClose={() => setReleasing(undefined)} />
    ),
    said: <Said text={said} error={mark.error} onDismiss={() => say(null)} />,
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
