import { Notice } from '@wordpress/components';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';

/** What came of what a person just did; screen readers hear it. */
export function Said({ text, error, onDismiss }: { text: string | null; error: Error | null; onDismiss: () => void }) {
  return (
    <div aria-live="polite" aria-atomic="true">
      {text !== null && (
        // The region around it is what is read out; the notice would say it a second time.
        <Notice status="success" className="handoff-notice" onRemove={onDismiss} spokenMessage={null}>
          {text}
        </Notice>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
