import type { FlowVersion } from '@handoff/shared/panel';
import { useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import type { ReactNode } from 'react';
import { __, fill } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

interface RollbackDialogProps {
  flowId: string;
  version: FlowVersion;
  live: FlowVersion | undefined;
  onClose: () => void;
  /** What becomes different. */
  children: ReactNode;
}

export function RollbackDialog({ flowId, version, live, onClose, children }: RollbackDialogProps) {
  const params = { workspaceId: useWorkspaceId(), flowId };
  const rollback = useServerAction('rollbackFlow');
  return (
    <Confirm
      title={fill(__('Go back to version {number}?', 'handoff'), { number: version.version })}
      verb={__('Make it live', 'handoff')}
      busy={rollback.isPending}
      error={rollback.error}
      onConfirm={() => rollback.mutate({ params, body: { version: version.version } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        {live === undefined
          ? __('It becomes live as a new version. From then on events are sent:', 'handoff')
          : fill(__('It becomes live as a new version, in place of version {number}. What changes for events from then on:', 'handoff'), {
              number: live.version,
            })}
      </p>
      {children}
      <p className="handoff-quiet">{__('A draft or a version that watches stays as it is.', 'handoff')}</p>
    </Confirm>
  );
}
