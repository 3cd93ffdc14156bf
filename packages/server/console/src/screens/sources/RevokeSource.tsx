import { useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Confirm } from '@handoff/wp-plugin/ui/Confirm.tsx';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import type { Source } from './SourceTable.tsx';

export function RevokeSource({ source, onClose }: { source: Source; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const revoke = useServerAction('revokeSource');
  return (
    <Confirm
      title={fill(__('Disconnect {name}?', 'handoff'), { name: source.name })}
      verb={__('Disconnect', 'handoff')}
      destructive
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ params: { workspaceId, sourceId: source.id } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        {__(
          'From then on nothing more is taken from it. What it sent stays, and flows of other sites go on. The site keeps what happens and says that it is disconnected; with a new connection code it can be connected again.',
          'handoff',
        )}
      </p>
    </Confirm>
  );
}
