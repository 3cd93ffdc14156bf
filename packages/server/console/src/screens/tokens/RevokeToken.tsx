import { Confirm } from '@handoff/wp-plugin/ui/Confirm.tsx';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { useWholeAction } from '../../app/queries.ts';
import type { Token } from './TokenTable.tsx';

export function RevokeToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const revoke = useWholeAction('revokeToken');
  return (
    <Confirm
      title={fill(__('Revoke {name}?', 'handoff'), { name: token.name })}
      verb={__('Revoke', 'handoff')}
      destructive
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ params: { tokenId: token.id } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        {__('Programs that use it are refused from then on. This cannot be taken back; a new token can be made at any time.', 'handoff')}
      </p>
    </Confirm>
  );
}
