import { type Change, useUndo } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';

interface UndoProps {
  change: Change;
  /** What was done, in words. */
  title: string;
  onClose: () => void;
  onDone: () => void;
}

export function Undo({ change, title, onClose, onDone }: UndoProps) {
  const undo = useUndo(change);
  return (
    <Confirm
      title={fill(__('Undo “{change}”?', 'handoff'), { change: title })}
      verb={__('Undo', 'handoff')}
      busy={undo.busy}
      error={undo.error}
      onConfirm={() => undo.run(onDone)}
      onCancel={onClose}
    >
      <p>
        {__(
          'What was there before is put back, from now on. What was sent meanwhile stays as it is. The undo is a change too: it is listed under your name, and can be undone in turn.',
          'handoff',
        )}
      </p>
    </Confirm>
  );
}
