import { canMark, canRelease, canReplay } from '@handoff/shared/panel';
import { type EventDetail, replayOfEvents, useMark, usePanelHost, useUnmark } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { focusHeading } from '../../../ui/Page.tsx';
import { ReleaseDialog } from '../actions/ReleaseDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';

/** What can be done with the whole event. What came of it is seen on the page itself. */
export function EventActions({ event }: { event: EventDetail }) {
  const { canManage } = usePanelHost().person;
  const [open, setOpen] = useState<'replay' | 'release'>();
  const [said, say] = useState('');
  const mark = useMark();
  const unmark = useUnmark();
  const error = mark.error ?? unmark.error;
  if (!canManage) return null;
  const done = (what: string) => {
    say(what);
    // What was pressed is gone by then.
    focusHeading();
  };
  const markAs = (as: 'spam' | 'not_spam') => {
    unmark.reset();
    mark.mutate(
      { eventIds: [event.id], as },
      { onSuccess: () => done(as === 'spam' ? __('Marked as spam.', 'handoff') : __('Marked as not spam.', 'handoff')) },
    );
  };
  const takeBack = () => {
    mark.reset();
    unmark.mutate([{ id: event.id, marked: null }], { onSuccess: () => done(__('The mark was taken back.', 'handoff')) });
  };
  const close = () => setOpen(undefined);
  return (
    <div className="handoff-actions">
      <span role="status" className="handoff-saved">
        {said}
      </span>
      {error !== null && (
        <span role="alert" className="handoff-problem">
          {error.message}
        </span>
      )}
      {canRelease(event) && (
        <Button variant="primary" __next40pxDefaultSize onClick={() => setOpen('release')}>
          {__('Let it go on', 'handoff')}
        </Button>
      )}
      {canReplay(event) && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => setOpen('replay')}>
          {event.state === 'processed' ? __('Send again', 'handoff') : __('Process it now', 'handoff')}
        </Button>
      )}
      {canMark(event, 'not_spam') && event.verdict !== 'accept' && (
        <Button variant="secondary" __next40pxDefaultSize isBusy={mark.isPending} onClick={() => markAs('not_spam')}>
          {__('Not spam', 'handoff')}
        </Button>
      )}
      {canMark(event, 'spam') && (
        <Button variant="secondary" __next40pxDefaultSize isBusy={mark.isPending} onClick={() => markAs('spam')}>
          {__('Spam', 'handoff')}
        </Button>
      )}
      {event.marked !== null && (
        <Button variant="secondary" __next40pxDefaultSize isBusy={unmark.isPending} onClick={takeBack}>
          {__('Take back the mark', 'handoff')}
        </Button>
      )}
      {open === 'release' && <ReleaseDialog events={[event]} onDone={say} onClose={close} />}
      {open === 'replay' && (
        <ReplayDialog
          target={{ eventIds: [event.id] }}
          of={replayOfEvents([event])}
          count={1}
          mayMakeNew
          onDone={() => say('')}
          onClose={close}
        />
      )}
    </div>
  );
}
