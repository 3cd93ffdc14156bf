import { canMark, canRelease, canReplay } from '@handoff/shared/panel';
import { type EventDetail, replayOfEvents, useMark, useUnmark } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ReleaseDialog } from '../actions/ReleaseDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';
import { type Outcome, saying } from '../actions/Said.tsx';

interface EventActionsProps {
  event: EventDetail;
  onDone: (outcome: Outcome) => void;
}

/** What can be done with the whole event. */
export function EventActions({ event, onDone }: EventActionsProps) {
  const [open, setOpen] = useState<'replay' | 'release'>();
  const mark = useMark();
  const unmark = useUnmark();
  const error = mark.error ?? unmark.error;
  const markAs = (as: 'spam' | 'not_spam') => {
    unmark.reset();
    mark.mutate(
      { eventIds: [event.id], as },
      { onSuccess: () => onDone(saying(as === 'spam' ? t('Marked as spam.') : t('Marked as not spam.'))) },
    );
  };
  const takeBack = () => {
    mark.reset();
    unmark.mutate([{ id: event.id, marked: null }], { onSuccess: () => onDone(saying(t('The mark was taken back.'))) });
  };
  const close = () => setOpen(undefined);
  return (
    <>
      {error !== null && <Notice tone="critical">{error.message}</Notice>}
      <s-stack direction="inline" gap="small-200">
        {canRelease(event) && (
          <Button variant="primary" onClick={() => setOpen('release')}>
            {t('Let it go on')}
          </Button>
        )}
        {canReplay(event) && (
          <Button onClick={() => setOpen('replay')}>{event.state === 'processed' ? t('Send again') : t('Process it now')}</Button>
        )}
        {canMark(event, 'not_spam') && event.verdict !== 'accept' && (
          <Button busy={mark.isPending} onClick={() => markAs('not_spam')}>
            {t('Not spam')}
          </Button>
        )}
        {canMark(event, 'spam') && (
          <Button busy={mark.isPending} onClick={() => markAs('spam')}>
            {t('Spam')}
          </Button>
        )}
        {event.marked !== null && (
          <Button busy={unmark.isPending} onClick={takeBack}>
            {t('Take back the mark')}
          </Button>
        )}
      </s-stack>
      {open === 'release' && <ReleaseDialog events={[event]} onDone={onDone} onClose={close} />}
      {open === 'replay' && (
        <ReplayDialog target={{ eventIds: [event.id] }} of={replayOfEvents([event])} count={1} mayMakeNew onDone={onDone} onClose={close} />
      )}
    </>
  );
}
