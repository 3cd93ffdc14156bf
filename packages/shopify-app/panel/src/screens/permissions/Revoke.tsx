import type { ConnectionAccess } from '@handoff/shared/api';
import { useRevoke } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Go } from '../../ui/Go.tsx';

interface RevokeProps {
  access: ConnectionAccess;
  onClose: () => void;
  onDone: () => void;
}

/** Says what goes with an account before it is taken away. */
export function Revoke({ access, onClose, onDone }: RevokeProps) {
  const revoke = useRevoke({ kind: 'connection', access });
  const { name, flows } = access;
  return (
    <Confirm
      title={fill(t('Take away the access of “{name}”?'), { name })}
      verb={t('Take away')}
      critical
      disabled={flows.length > 0}
      busy={revoke.busy}
      error={revoke.error}
      onConfirm={() => revoke.run(onDone)}
      onCancel={onClose}
    >
      {flows.length === 0 && (
        <s-paragraph>
          {t(
            'Its access is given back and its credentials are deleted. What still waits to be sent to it is cancelled. What it received stays there, and the history stays here.',
          )}
        </s-paragraph>
      )}
      {flows.length > 0 && (
        <>
          <s-paragraph>{t('These flows send to it. Take it out of them first, or archive them:')}</s-paragraph>
          <s-unordered-list>
            {flows.map((flow) => (
              <s-list-item key={flow.id}>
                <Go to={`/flows/${flow.id}`}>{flow.name}</Go>
              </s-list-item>
            ))}
          </s-unordered-list>
        </>
      )}
    </Confirm>
  );
}
