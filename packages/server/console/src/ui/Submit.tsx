import { Button } from '@wordpress/components';
import type { ReactNode } from 'react';

interface SubmitProps {
  action: { isPending: boolean; error: Error | null };
  label: string;
  /** False while what was typed cannot be sent. */
  isReady?: boolean;
  /** Stands beside the button. */
  children?: ReactNode;
}

/** Sends a form, and says why it could not be. */
export function Submit({ action, label, isReady = true, children }: SubmitProps) {
  return (
    <>
      <Problem error={action.error} />
      <div className="handoff-actions handoff-console-submit">
        <Button
          variant="primary"
          type="submit"
          __next40pxDefaultSize
          isBusy={action.isPending}
          disabled={!isReady || action.isPending}
          accessibleWhenDisabled
        >
          {label}
        </Button>
        {children}
      </div>
    </>
  );
}

/** What went wrong, read aloud as it comes up. */
export function Problem({ error }: { error: Error | null }) {
  if (error === null) return null;
  return (
    <p role="alert" className="handoff-problem">
      {error.message}
    </p>
  );
}
