import { canMark, canRelease, canReplay } from '@handoff/shared/panel';
import { type ListedEvent, replayOfEvents, useMark, useUnmark } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { useShopAction } from '../../../app/queries.ts';
import { DiscardDialog } from '../actions/DiscardDialog.tsx';
import { ReleaseDialog } from '../actions/ReleaseDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';
import { type Outcome, Said, saying } from '../actions/Said.tsx';
import type { Line } from '../data/types.ts';
import type { BulkAction } from './Bulk.tsx';

type Open = { dialog: 'replay' | 'release'; events: ListedEvent[] } | { dialog: 'discard'; ids: number[] };

export interface LineActions {
  actions: BulkAction<Line>[];
  busy: boolean;
  dialog: ComponentChildren;
  said: ComponentChildren;
}

/** What can be done with lines, one or many: the actions, what they ask before, and what they say afterwards. */
export function useLineActions(onDone: () => void): LineActions {
  const [open, setOpen] = useState<Open>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const mark = useMark();
  const unmark = useUnmark();
  const retry = useShopAction('retryInbox');
  const done = (what: Outcome) => {
    setOutcome(what);
    onDone();
  };
  const undo = (events: ListedEvent[]) => {
    if (mark.isError) mark.reset();
    unmark.mutate(events, { onSuccess: () => done(saying(t('Taken back. Nothing was learned from it.'))) });
  };
  const marked = (events: ListedEvent[], as: 'spam' | 'not_spam') => {
    if (unmark.isError) unmark.reset();
    mark.mutate(
      { eventIds: events.map(({ id }) => id), as },
      { onSuccess: ({ marked: count }) => done({ ...saying(fill(markedText(as, count), { count })), undo: () => undo(events) }) },
    );
  };
  const retried = (ids: number[]) =>
    retry.mutate(
      { body: { ids } },
      {
        onSuccess: ({ changed }) =>
          done(saying(fill(_n('{count} webhook is tried again.', '{count} webhooks are tried again.', changed), { count: changed }))),
      },
    );
  return {
    actions: [
      { label: t('Let go on'), can: ofEvent(canRelease), run: (lines) => setOpen({ dialog: 'release', events: eventsOf(lines) }) },
      { label: t('Send again'), can: ofEvent(canReplay), run: (lines) => setOpen({ dialog: 'replay', events: eventsOf(lines) }) },
      { label: t('Mark as spam'), can: ofEvent((event) => canMark(event, 'spam')), run: (lines) => marked(eventsOf(lines), 'spam') },
      {
        label: t('Mark as not spam'),
        can: ofEvent((event) => canMark(event, 'not_spam')),
        run: (lines) => marked(eventsOf(lines), 'not_spam'),
      },
      { label: t('Try again'), can: isFailed, run: (lines) => retried(idsOf(lines)) },
      { label: t('Discard'), critical: true, can: isFailed, run: (lines) => setOpen({ dialog: 'discard', ids: idsOf(lines) }) },
    ],
    busy: mark.isPending || unmark.isPending || retry.isPending,
    dialog: open !== undefined && <Dialog open={open} onDone={done} onClose={() => setOpen(undefined)} />,
    said: <Said outcome={outcome} error={mark.error ?? unmark.error ?? retry.error} />,
  };
}

const ofEvent = (can: (event: ListedEvent) => boolean) => (line: Line) => line.kind === 'event' && can(line.event);
const isFailed = (line: Line) => line.kind === 'waiting' && !line.left && line.row.webhook.state === 'failed';
const eventsOf = (lines: readonly Line[]) => lines.flatMap((line) => (line.kind === 'event' ? [line.event] : []));
const idsOf = (lines: readonly Line[]) => lines.flatMap((line) => (line.kind === 'waiting' ? [line.row.id] : []));

function markedText(as: 'spam' | 'not_spam', count: number): string {
  return as === 'spam'
    ? _n('{count} is marked as spam. What it sent stays sent.', '{count} are marked as spam. What they sent stays sent.', count)
    : _n('{count} is marked as not spam.', '{count} are marked as not spam.', count);
}

function Dialog({ open, onDone, onClose }: { open: Open; onDone: (outcome: Outcome) => void; onClose: () => void }) {
  if (open.dialog === 'discard') return <DiscardDialog ids={open.ids} onDone={onDone} onClose={onClose} />;
  if (open.dialog === 'release') return <ReleaseDialog events={open.events} onDone={onDone} onClose={onClose} />;
  const eventIds = open.events.map(({ id }) => id);
  return (
    <ReplayDialog
      target={{ eventIds }}
      of={replayOfEvents(open.events)}
      count={eventIds.length}
      mayMakeNew={eventIds.length === 1}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
