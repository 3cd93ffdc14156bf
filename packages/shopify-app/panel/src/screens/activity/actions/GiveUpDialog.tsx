import { useGiveUp } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { type Outcome, saying } from './Said.tsx';

interface GiveUpDialogProps {
  deliveryIds: readonly string[];
  /** Whether they may be at the destination all the same. */
  isUncertain: boolean;
  onDone: (outcome: Outcome) => void;
  onClose: () => void;
}

/** A person decides that what failed shall not be sent any more. */
export function GiveUpDialog({ deliveryIds, isUncertain, onDone, onClose }: GiveUpDialogProps) {
  const giveUp = useGiveUp();
  const count = deliveryIds.length;
  return (
    <Confirm
      title={fill(_n('Give up {count} delivery?', 'Give up {count} deliveries?', count), { count })}
      verb={t('Give up')}
      critical
      busy={giveUp.isPending}
      error={giveUp.error}
      onConfirm={() =>
        giveUp.mutate(deliveryIds, {
          onSuccess: ({ givenUp }) => {
            onDone(saying(fill(_n('{count} delivery was given up.', '{count} deliveries were given up.', givenUp), { count: givenUp })));
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      <s-paragraph>{t('Nobody is asked about it any more, and steps that waited for it are cancelled.')}</s-paragraph>
      {isUncertain && <s-paragraph>{t('Whether it is at the destination stays unknown.')}</s-paragraph>}
      <s-paragraph color="subdued">{t('It cannot be taken back. You can still send it again from its event.')}</s-paragraph>
    </Confirm>
  );
}
