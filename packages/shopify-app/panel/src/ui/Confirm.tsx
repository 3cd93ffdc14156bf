import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../app/i18n.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface ConfirmProps {
  title: string;
  /** What happens, what is lost, and what is not. */
  children: ComponentChildren;
  /** What is done, as a verb: "Disconnect", not "OK". Absent where it is done, and there is only to read. */
  verb?: string;
  /** What the way out is called, where it takes nothing back: "Close". */
  cancel?: string;
  critical?: boolean;
  /** Why it cannot be done; the children say what to do about it. */
  disabled?: boolean;
  busy?: boolean;
  error?: Error | null;
  onConfirm?: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone. Shown as long as it is rendered. */
export function Confirm({
  title,
  children,
  verb,
  cancel = t('Cancel'),
  critical = false,
  disabled = false,
  busy = false,
  error = null,
  ...on
}: ConfirmProps) {
  const modal = useRef<HTMLElementTagNameMap['s-modal']>(null);
  const { onConfirm, onCancel } = on;
  useEffect(() => {
    const element = modal.current;
    element?.showOverlay();
    return () => element?.hideOverlay();
  }, []);
  return (
    <s-modal ref={modal} heading={title} accessibilityLabel={title} onHide={onCancel}>
      <s-stack gap="base">
        {children}
        {error !== null && <Notice tone="critical">{error.message}</Notice>}
      </s-stack>
      {verb !== undefined && onConfirm !== undefined && (
        <Button slot="primary-action" variant="primary" critical={critical} busy={busy} disabled={disabled} onClick={onConfirm}>
          {verb}
        </Button>
      )}
      <Button slot="secondary-actions" onClick={onCancel}>
        {cancel}
      </Button>
    </s-modal>
  );
}
