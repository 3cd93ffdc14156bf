import { replayNotes, type ReplayOf, replayReport } from '@handoff/shared/panel';
import { type ReplayOptions, type ReplayResult, type ReplayTarget, useReplay } from '@handoff/shared/panel/hooks';
import { Button, CheckboxControl, Modal, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Notes } from './Notes.tsx';

interface ReplayDialogProps {
  target: ReplayTarget;
  of: ReplayOf;
  /** How many are meant; undefined where it is not counted. */
  count: number | undefined;
  /** Whether a second record may be asked for: one thing at a time only. */
  mayMakeNew?: boolean;
  onDone: () => void;
  onClose: () => void;
}

/** Sends again, after saying what that does; then reports what was sent and why the rest was not. */
export function ReplayDialog({ target, of, count, mayMakeNew = false, onDone, onClose }: ReplayDialogProps) {
  const replay = useReplay();
  const [options, setOptions] = useState<ReplayOptions>({ version: 'pinned', asNew: false, force: false });
  if (replay.data !== undefined) {
    return <Report result={replay.data} onClose={() => (onDone(), onClose())} />;
  }
  const change = (part: ReplayOptions) => setOptions({ ...options, ...part });
  return (
    <Confirm
      title={
        count === undefined || count === 1
          ? __('Send again?', 'handoff')
          : fill(_n('Send {count} again?', 'Send {count} again?', count, 'handoff'), { count })
      }
      verb={options.asNew === true ? __('Send as new', 'handoff') : __('Send again', 'handoff')}
      destructive={options.asNew === true}
      busy={replay.isPending}
      error={replay.error}
      onConfirm={() => replay.mutate({ target, options })}
      onCancel={onClose}
    >
      <Notes notes={replayNotes(of, t)} />
      <RadioControl
        label={__('Which version of the flow', 'handoff')}
        selected={options.version ?? 'pinned'}
        options={[
          {
            value: 'pinned',
            label: __('As the flow was then', 'handoff'),
            description: __('The mapping that was on when it came in.', 'handoff'),
          },
          {
            value: 'current',
            label: __('As the flow is now', 'handoff'),
            description: __('Choose this where you corrected the flow since.', 'handoff'),
          },
        ]}
        onChange={(version) => change({ version: version === 'current' ? 'current' : 'pinned' })}
      />
      <details className="handoff-folded">
        <summary>{__('More choices', 'handoff')}</summary>
        <div className="handoff-more">
          <CheckboxControl
            label={__('Also where newer data went out', 'handoff')}
            help={__('Otherwise what is newer at the destination is not overwritten by this.', 'handoff')}
            checked={options.force === true}
            onChange={(force) => change({ force })}
            __nextHasNoMarginBottom
          />
          {mayMakeNew && (
            <CheckboxControl
              label={__('As something new', 'handoff')}
              help={__('Sends also what arrived already, as if it had never been sent: the destination may then have it twice.', 'handoff')}
              checked={options.asNew === true}
              onChange={(asNew) => change({ asNew })}
              __nextHasNoMarginBottom
            />
          )}
        </div>
      </details>
      {options.asNew === true && (
        <p role="alert" className="handoff-problem">
          {__('This can make a second record, message or order at the destination. Handoff cannot take it back.', 'handoff')}
        </p>
      )}
    </Confirm>
  );
}

function Report({ result, onClose }: { result: ReplayResult; onClose: () => void }) {
  const { done, notDone } = replayReport(result.answers, result.refusals, t);
  return (
    <Modal title={__('Sent again', 'handoff')} onRequestClose={onClose} className="handoff-confirm">
      <div role="status">
        <p>{done}</p>
        {notDone.length > 0 && (
          <>
            <p>{__('Not sent again:', 'handoff')}</p>
            <ul className="ul-disc">
              {notDone.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className="handoff-actions handoff-confirm__actions">
        <Button variant="primary" __next40pxDefaultSize onClick={onClose}>
          {__('Close', 'handoff')}
        </Button>
      </div>
    </Modal>
  );
}
