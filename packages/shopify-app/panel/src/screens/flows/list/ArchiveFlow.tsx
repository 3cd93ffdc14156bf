import type { Flow } from '@handoff/shared/panel';
import { useAskedAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

interface ArchiveFlowProps {
  flow: Pick<Flow, 'id' | 'name' | 'published'>;
  onDone: () => void;
  onCancel: () => void;
}

export function ArchiveFlow({ flow, onDone, onCancel }: ArchiveFlowProps) {
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const { asked, run } = useAskedAction('archiveFlow');
  return (
    <Confirm
      title={fill(t('Archive “{name}”?'), { name: flow.name })}
      verb={t('Archive')}
      critical
      {...asked}
      onConfirm={() => run({ params }, onDone)}
      onCancel={onCancel}
    >
      <s-paragraph>
        {flow.published === null
          ? t('It leaves this list and cannot be brought back here. It was not live, so nothing changes for your customers.')
          : t(
              'New events no longer start it, and it leaves this list for good. What it accepted already still goes out; events and deliveries stay in Activity.',
            )}
      </s-paragraph>
    </Confirm>
  );
}
