import { Button, Modal } from '@wordpress/components';
import type { ReactNode } from 'react';
import { __ } from '../app/i18n.ts';

interface ConfirmProps {
  title: string;
  /** What happens, what is lost, and what is not. */
  children: ReactNode;
  /** What is done, as a verb: "Disconnect", not "OK". */
  verb: string;
  destructive?: boolean;
  /** Why it cannot be done; the children say what to do about it. */
  disabled?: boolean;
  busy?: boolean;
  error?: Error | null;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, children, verb, destructive = false, disabled = false, busy = false, error = null, ...on }: ConfirmProps) {
  return (
    <Modal title={title} onRequestClose={on.onCancel} className="handoff-confirm">
      {children}
      {error !== null && (
        <p role="alert" className="handoff-problem">
          {error.message}
        </p>
      )}
      <div className="handoff-actions handoff-confirm__actions">
        <Button variant="tertiary" __next40pxDefaultSize onClick={on.onCancel}>
          {__('Cancel', 'handoff')}
        </Button>
        <Button
          variant="primary"
          __next40pxDefaultSize
          isDestructive={destructive}
          isBusy={busy}
          disabled={disabled || busy}
          accessibleWhenDisabled
          onClick={on.onConfirm}
        >
          {verb}
        </Button>
      </div>
    </Modal>
  );
}
