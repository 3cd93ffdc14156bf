import { replayNotes, type ReplayOf, replayReport } from '@handoff/shared/panel';
import { type ReplayOptions, type ReplayTarget, useReplay } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { Choices } from '../../../ui/Choices.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Notes } from './Notes.tsx';
import type { Outcome } from './Said.tsx';

interface ReplayDialogProps {
  target: ReplayTarget;
  of: ReplayOf;
  /** How many are meant; undefined where it is not counted. */
  count: number | undefined;
  /** Whether a second record may be asked for: one thing at a time only. */
  mayMakeNew?: boolean;
  onDone: (outcome: Outcome) => void;
  onClose: () => void;
}

/** Sends again, after saying what that does; then tells what was sent and why the rest was not. */
export function ReplayDialog({ target, of, count, mayMakeNew = false, onDone, onClose }: ReplayDialogProps) {
  const replay = useReplay();
  const [options, setOptions] = useState<ReplayOptions>({ version: 'pinned', asNew: false, force: false });
  const change = (part: ReplayOptions) => setOptions({ ...options, ...part });
  const asNew = options.asNew === true;
  return (
    <Confirm
      title={
        count === undefined || count === 1 ? t('Send again?') : fill(_n('Send {count} again?', 'Send {count} again?', count), { count })
      }
      verb={asNew ? t('Send as new') : t('Send again')}
      critical={asNew}
      busy={replay.isPending}
      error={replay.error}
      onConfirm={() =>
        replay.mutate(
          { target, options },
          {
            onSuccess: ({ answers, refusals }) => {
              onDone(replayReport(answers, refusals, t));
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    >
      <Notes notes={replayNotes(of, t)} />
      <Choices
        label={t('Which version of the flow')}
        name="version"
        value={options.version ?? 'pinned'}
        choices={[
          { value: 'pinned', label: t('As the flow was then'), details: t('The mapping that was on when it came in.') },
          { value: 'current', label: t('As the flow is now'), details: t('Choose this where you corrected the flow since.') },
        ]}
        onChange={(version) => change({ version })}
      />
      <Folded title={t('More choices')}>
        <s-stack gap="base">
          <Check
            label={t('Also where newer data went out')}
            details={t('Otherwise what is newer at the destination is not overwritten by this.')}
            checked={options.force === true}
            onChange={(force) => change({ force })}
          />
          {mayMakeNew && (
            <Check
              label={t('As something new')}
              details={t('Sends also what arrived already, as if it had never been sent: the destination may then have it twice.')}
              checked={asNew}
              onChange={(isOn) => change({ asNew: isOn })}
            />
          )}
        </s-stack>
      </Folded>
      {asNew && (
        <Notice tone="critical">
          {t('This can make a second record, message or order at the destination. Handoff cannot take it back.')}
        </Notice>
      )}
    </Confirm>
  );
}
