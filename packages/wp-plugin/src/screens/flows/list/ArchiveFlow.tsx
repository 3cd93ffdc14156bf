import type { Flow } from '@handoff/shared/panel';
import { useAskedAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
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
      title={fill(__('Archive “{name}”?', 'handoff'), { name: flow.name })}
      verb={__('Archive', 'handoff')}
      destructive
      {...asked}
      onConfirm={() => run({ params }, onDone)}
      onCancel={onCancel}
    >
      <p>
        {flow.published === null
          ? __('It leaves this list and cannot be brought back here. It was not live, so nothing changes for your visitors.', 'handoff')
          : __(
              'New events no longer start it, and it leaves this list for good. What it accepted already still goes out; events and deliveries stay in Activity.',
              'handoff',
            )}
      </p>
    </Confirm>
  );
}
