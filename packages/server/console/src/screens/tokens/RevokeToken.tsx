import { Confirm } from '@handoff/wp-plugin/ui/Confirm.tsx';
import { useWholeAction } from '../../app/queries.ts';
import type { Token } from './TokenTable.tsx';

export function RevokeToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const revoke = useWholeAction('revokeToken');
  return (
    <Confirm
      title={`Revoke ${token.name}?`}
      verb="Revoke"
      destructive
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ params: { tokenId: token.id } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>Programs that use it are refused from then on. This cannot be taken back; a new token can be made at any time.</p>
    </Confirm>
  );
}
