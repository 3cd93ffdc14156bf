import { canMark, canRelease, canReplay } from '@handoff/shared/panel';
import { type ListedEvent, replayOfEvents, useMark, usePanelHost, useUnmark } from '@handoff/shared/panel/hooks';
import type { Action } from '@wordpress/dataviews/wp';
import { redo, send, tag, thumbsDown, trash } from '@wordpress/icons';
import { useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { __, _n, fill } from '../../../app/i18n.ts';
import { useSiteAction } from '../../../app/queries.ts';
import { ReleaseDialog } from '../actions/ReleaseDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';
import { Said } from '../actions/Said.tsx';
import type { Line } from '../data/types.ts';
import { DiscardDialog } from '../waiting/DiscardDialog.tsx';
import { canDiscard, canRetry } from '../waiting/row-words.ts';

type Open = { dialog: 'replay' | 'release'; events: ListedEvent[] } | { dialog: 'discard'; ids: number[] };

export interface LineActions {
  /** For the table. */
  table: { actions: Action<Line>[]; chosen: string[]; onChoose: (keys: string[]) => void };
  dialog: ReactNode;
  said: ReactNode;
}

/** What can be done with lines, one or many: the actions, what they ask before, and what they say afterwards. */
export function useLineActions(onDone: () => void): LineActions {
  const { canManage } = usePanelHost().person;
  const [open, setOpen] = useState<Open>();
  const [chosen, choose] = useState<string[]>([]);
  const [said, say] = useState<string | null>(null);
  // As they were before they were marked.
  const [undoable, setUndoable] = useState<ListedEvent[]>();
  const mark = useMark();
  const unmark = useUnmark();
  const retry = useSiteAction('retryRows');
  const done = (text: string | null, marked?: ListedEvent[]) => {
    say(text);
    setUndoable(marked);
    choose([]);
    onDone();
  };
  const marked = (events: ListedEvent[], as: 'spam' | 'not_spam') => {
    if (unmark.isError) unmark.reset();
    mark.mutate(
      { eventIds: events.map(({ id }) => id), as },
      {
        onSuccess: ({ marked: count }) =>
          done(
            fill(
              as === 'spam'
                ? _n(
                    '{count} is marked as spam. What it sent stays sent.',
                    '{count} are marked as spam. What they sent stays sent.',
                    count,
                    'handoff',
                  )
                : _n('{count} is marked as not spam.', '{count} are marked as not spam.', count, 'handoff'),
              { count },
            ),
            events,
          ),
      },
    );
  };
  const undo = (events: ListedEvent[]) => {
    if (mark.isError) mark.reset();
    unmark.mutate(events, { onSuccess: () => done(__('Taken back. Nothing was learned from it.', 'handoff')) });
  };
  const retried = (ids: number[]) =>
    retry.mutate(
      { body: { ids } },
      {
        onSuccess: ({ changed }) =>
          done(
            fill(_n('{count} event is sent again next.', '{count} events are sent again next.', changed, 'handoff'), { count: changed }),
          ),
      },
    );
  const close = () => setOpen(undefined);
  return {
    table: { actions: canManage ? lineActions({ open: setOpen, mark: marked, retry: retried }) : [], chosen, onChoose: choose },
    dialog: open !== undefined && <Dialog open={open} onDone={done} onClose={close} />,
    said: (
      <Said
        text={said}
        error={mark.error ?? unmark.error ?? retry.error}
        onDismiss={() => say(null)}
        {...(undoable === undefined ? {} : { onUndo: () => undo(undoable) })}
      />
    ),
  };
}

function Dialog({ open, onDone, onClose }: { open: Open; onDone: (said: string | null) => void; onClose: () => void }) {
  if (open.dialog === 'discard') return <DiscardDialog ids={open.ids} onDone={onDone} onClose={onClose} />;
  if (open.dialog === 'release') return <ReleaseDialog events={open.events} onDone={onDone} onClose={onClose} />;
  const eventIds = open.events.map(({ id }) => id);
  return (
    <ReplayDialog
      target={{ eventIds }}
      of={replayOfEvents(open.events)}
      count={eventIds.length}
      mayMakeNew={eventIds.length === 1}
      onDone={() => onDone(null)}
      onClose={onClose}
    />
  );
}

interface Doing {
  open: (dialog: Open) => void;
  mark: (events: ListedEvent[], as: 'spam' | 'not_spam') => void;
  retry: (ids: number[]) => void;
}

function lineActions({ open, mark, retry }: Doing): Action<Line>[] {
  const events = (lines: Line[]) => lines.flatMap((line) => (line.kind === 'event' ? [line.event] : []));
  const ids = (lines: Line[]) => lines.flatMap((line) => (line.kind === 'waiting' ? [line.row.id] : []));
  const ofEvents = (can: (event: ListedEvent) => boolean) => (line: Line) => line.kind === 'event' && can(line.event);
  const waits = (can: typeof canRetry) => (line: Line) => line.kind === 'waiting' && !line.left && can(line.row);
  return [
    {
      id: 'release',
      label: __('Let go on', 'handoff'),
      icon: send,
      supportsBulk: true,
      isEligible: ofEvents(canRelease),
      callback: (lines) => open({ dialog: 'release', events: events(lines) }),
    },
    {
      id: 'replay',
      label: __('Send again', 'handoff'),
      icon: redo,
      supportsBulk: true,
      isEligible: ofEvents(canReplay),
      callback: (lines) => open({ dialog: 'replay', events: events(lines) }),
    },
    {
      id: 'spam',
      label: __('Mark as spam', 'handoff'),
      icon: thumbsDown,
      supportsBulk: true,
      isEligible: ofEvents((event) => canMark(event, 'spam')),
      callback: (lines) => mark(events(lines), 'spam'),
    },
    {
      id: 'not-spam',
      label: __('Mark as not spam', 'handoff'),
      icon: tag,
      supportsBulk: true,
      isEligible: ofEvents((event) => canMark(event, 'not_spam')),
      callback: (lines) => mark(events(lines), 'not_spam'),
    },
    {
      id: 'retry',
      label: __('Try again', 'handoff'),
      icon: redo,
      supportsBulk: true,
      isEligible: waits(canRetry),
      callback: (lines) => retry(ids(lines)),
    },
    {
      id: 'discard',
      label: __('Discard', 'handoff'),
      icon: trash,
      supportsBulk: true,
      isEligible: waits(canDiscard),
      callback: (lines) => open({ dialog: 'discard', ids: ids(lines) }),
    },
  ];
}
