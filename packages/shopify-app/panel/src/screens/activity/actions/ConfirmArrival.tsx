import { useConfirmArrival } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

/** A person looked at the destination and found it there. */
export function ConfirmArrival({ deliveryId, name, onClose }: { deliveryId: string; name: string; onClose: () => void }) {
  const confirm = useConfirmArrival();
  return (
    <Confirm
      title={fill(t('It arrived at {name}?'), { name })}
      verb={t('Yes, it arrived')}
      busy={confirm.isPending}
      error={confirm.error}
      onConfirm={() => confirm.mutate(deliveryId, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <s-paragraph>{t('Say so if you saw it there. It counts as done then, and steps that waited for it go on.')}</s-paragraph>
      <s-paragraph color="subdued">{t('If it is not there, cancel and send it again instead.')}</s-paragraph>
    </Confirm>
  );
}
