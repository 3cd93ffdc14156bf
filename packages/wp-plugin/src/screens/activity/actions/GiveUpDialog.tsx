import { useGiveUp } from '@handoff/shared/panel/hooks';
import { __, _n, fill } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

interface GiveUpDialogProps {
  deliveryIds: readonly string[];
  /** Whether they may be at the destination all the same. */
  isUncertain: boolean;
  onDone: () => void;
  onClose: () => void;
}

/** A person decides that what failed shall not be sent any more. */
export function GiveUpDialog({ deliveryIds, isUncertain, onDone, onClose }: GiveUpDialogProps) {
  const giveUp = useGiveUp();
  const count = deliveryIds.length;
  return (
    <Confirm
      title={fill(_n('Give up {count} delivery?', 'Give up {count} deliveries?', count, 'handoff'), { count })}
      verb={__('Give up', 'handoff')}
      destructive
      busy={giveUp.isPending}
      error={giveUp.error}
      onConfirm={() => giveUp.mutate(deliveryIds, { onSuccess: () => (onDone(), onClose()) })}
      onCancel={onClose}
    >
      <p>{__('Nobody is asked about it any more, and steps that waited for it are cancelled.', 'handoff')}</p>
      {isUncertain && <p>{__('Whether it is at the destination stays unknown.', 'handoff')}</p>}
      <p className="handoff-quiet">{__('It cannot be taken back. You can still send it again from its event.', 'handoff')}</p>
    </Confirm>
  );
}
