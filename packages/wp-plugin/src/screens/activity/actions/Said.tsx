import { Notice } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';

interface SaidProps {
  text: string | null;
  error: Error | null;
  onDismiss: () => void;
  /** Where it can be taken back. */
  onUndo?: () => void;
}

/** What came of what a person just did; screen readers hear it. */
export function Said({ text, error, onDismiss, onUndo }: SaidProps) {
  return (
    <div aria-live="polite" aria-atomic="true">
      {text !== null && (
        // The region around it is what is read out; the notice would say it a second time.
        <Notice
          status="success"
          className="handoff-notice"
          onRemove={onDismiss}
          spokenMessage={null}
          {...(onUndo === undefined ? {} : { actions: [{ label: __('Undo', 'handoff'), onClick: onUndo }] })}
        >
          {text}
        </Notice>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
