import { type Change, useUndo } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';

interface UndoProps {
  change: Change;
  /** What was done, in words. */
  title: string;
  onClose: () => void;
  onDone: () => void;
}

/** Says what an undo puts back, and what it cannot. */
export function Undo({ change, title, onClose, onDone }: UndoProps) {
  const undo = useUndo(change);
  return (
    <Confirm
      title={fill(t('Undo “{change}”?'), { change: title })}
      verb={t('Undo')}
      busy={undo.busy}
      error={undo.error}
      onConfirm={() => undo.run(onDone)}
      onCancel={onClose}
    >
      <s-paragraph>
        {t(
          'What was there before is put back, from now on. What was sent meanwhile stays as it is. The undo is a change too: it is listed under your name, and can be undone in turn.',
        )}
      </s-paragraph>
    </Confirm>
  );
}
