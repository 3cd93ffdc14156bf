import type { FlowVersion } from '@handoff/shared/panel';
import { useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

interface RollbackDialogProps {
  flowId: string;
  version: FlowVersion;
  live: FlowVersion | undefined;
  onClose: () => void;
  /** What becomes different. */
  children: ComponentChildren;
}

export function RollbackDialog({ flowId, version, live, onClose, children }: RollbackDialogProps) {
  const params = { workspaceId: useWorkspaceId(), flowId };
  const rollback = useServerAction('rollbackFlow');
  return (
    <Confirm
      title={fill(t('Go back to version {number}?'), { number: version.version })}
      verb={t('Make it live')}
      busy={rollback.isPending}
      error={rollback.error}
      onConfirm={() => rollback.mutate({ params, body: { version: version.version } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <s-paragraph>
        {live === undefined
          ? t('It becomes live as a new version. From then on events are sent:')
          : fill(t('It becomes live as a new version, in place of version {number}. What changes for events from then on:'), {
              number: live.version,
            })}
      </s-paragraph>
      {children}
      <s-text color="subdued">{t('A draft or a version that watches stays as it is.')}</s-text>
    </Confirm>
  );
}
