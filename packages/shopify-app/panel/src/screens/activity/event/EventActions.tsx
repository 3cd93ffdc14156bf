import { canMark, canRelease, canReplay } from '@handoff/shared/panel';
import { type EventDetail, replayOfEvents, useMark } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ReleaseDialog } from '../actions/ReleaseDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';
import { type Outcome, Said, saying } from '../actions/Said.tsx';

/** What can be done with the whole event, and what came of it. */
export function EventActions({ event }: { event: EventDetail }) {
  const [open, setOpen] = useState<'replay' | 'release'>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const mark = useMark();
  const markAs = (as: 'spam' | 'not_spam') =>
    mark.mutate(
      { eventIds: [event.id], as },
      { onSuccess: () => setOutcome(saying(as === 'spam' ? t('Marked as spam.') : t('Marked as not spam.'))) },
    );
  const close = () => setOpen(undefined);
  return (
    <>
      <Said outcome={outcome} error={mark.error} />
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
      </s-stack>
      {open === 'release' && <ReleaseDialog events={[event]} onDone={setOutcome} onClose={close} />}
      {open === 'replay' && (
        <ReplayDialog
          target={{ eventIds: [event.id] }}
          of={replayOfEvents([event])}
          count={1}
          mayMakeNew
          onDone={setOutcome}
          onClose={close}
        />
      )}
    </>
  );
}
