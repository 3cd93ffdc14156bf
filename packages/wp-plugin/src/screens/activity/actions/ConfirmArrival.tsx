import { useConfirmArrival } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

/** A person looked at the destination and found it there. */
export function ConfirmArrival({ deliveryId, name, onClose }: { deliveryId: string; name: string; onClose: () => void }) {
  const confirm = useConfirmArrival();
  return (
    <Confirm
      title={fill(__('It arrived at {name}?', 'handoff'), { name })}
      verb={__('Yes, it arrived', 'handoff')}
      busy={confirm.isPending}
      error={confirm.error}
      onConfirm={() => confirm.mutate(deliveryId, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{__('Say so if you saw it there. It counts as done then, and steps that waited for it go on.', 'handoff')}</p>
      <p className="handoff-quiet">{__('If it is not there, cancel and send it again instead.', 'handoff')}</p>
    </Confirm>
  );
}
