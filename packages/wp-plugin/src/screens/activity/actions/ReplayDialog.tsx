import { replayReport } from '@handoff/shared/panel';
import { Button, CheckboxControl, Modal, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { type ReplayOptions, type ReplayResult, type ReplayTarget, useReplay } from './work.ts';

/** How what is meant stands: what failed, what nobody knows of, what arrived, or all of some events, with uncertain ones among them or not. */
export type ReplayOf = 'failed' | 'uncertain' | 'arrived' | 'events' | 'events_uncertain';

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
      <Meaning of={of} />
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

/** What sending again does, and what may come of it. */
function Meaning({ of }: { of: ReplayOf }) {
  switch (of) {
    case 'failed':
      return <p>{__('It is tried again from the start.', 'handoff')}</p>;
    case 'arrived':
      return (
        <p>
          {__(
            'It arrived already. Where the destination knows its records by a key, the same record is updated; a message is sent a second time.',
            'handoff',
          )}
        </p>
      );
    case 'uncertain':
      return (
        <p className="handoff-warning">
          {__('Look at the destination first: if it arrived after all, the destination may then have it twice.', 'handoff')}
        </p>
      );
    case 'events':
    case 'events_uncertain':
      return (
        <>
          <p>{__('Only what has not arrived is sent. What arrived already is not sent a second time.', 'handoff')}</p>
          {of === 'events_uncertain' && (
            <p className="handoff-warning">
              {__('Of some of it nobody knows whether it arrived: it is sent too, and the destination may then have it twice.', 'handoff')}
            </p>
          )}
        </>
      );
  }
}

function Report({ result, onClose }: { result: ReplayResult; onClose: () => void }) {
  const { done, notDone } = replayReport(result.answers, t);
  const reasons = [...new Set(result.refusals)];
  return (
    <Modal title={__('Sent again', 'handoff')} onRequestClose={onClose} className="handoff-confirm">
      <div role="status">
        <p>{done}</p>
        {notDone.length + reasons.length > 0 && (
          <>
            <p>{__('Not sent again:', 'handoff')}</p>
            <ul className="ul-disc">
              {notDone.map(({ count, text }) => (
                <li key={text}>{count === 1 ? text : fill(__('{count} times: {reason}', 'handoff'), { count, reason: text })}</li>
              ))}
              {reasons.map((reason) => (
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
