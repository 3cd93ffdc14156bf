import { canGiveUp, canReplayDelivery } from '@handoff/shared/panel';
import type { Delivery } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../../app/i18n.ts';
import { Button } from '../../../../ui/Button.tsx';
import { ConfirmArrival } from '../../actions/ConfirmArrival.tsx';
import { GiveUpDialog } from '../../actions/GiveUpDialog.tsx';
import { ReplayDialog } from '../../actions/ReplayDialog.tsx';
import type { Outcome } from '../../actions/Said.tsx';

interface DeliveryActionsProps {
  delivery: Delivery;
  /** The destination's. */
  name: string;
  onDone: (outcome: Outcome) => void;
}

/** Sends one delivery again, says that an uncertain one arrived, or gives it up. */
export function DeliveryActions({ delivery, name, onDone }: DeliveryActionsProps) {
  const [open, setOpen] = useState<'replay' | 'confirm' | 'give-up'>();
  const isUncertain = delivery.state === 'uncertain';
  const close = () => setOpen(undefined);
  return (
    <>
      {canReplayDelivery(delivery) && (
        <s-stack direction="inline" gap="small-200">
          {isUncertain && (
            <Button variant="primary" onClick={() => setOpen('confirm')}>
              {t('It arrived')}
            </Button>
          )}
          <Button onClick={() => setOpen('replay')}>{isUncertain ? t('It did not arrive: send again') : t('Send again')}</Button>
          {canGiveUp(delivery) && (
            <Button variant="tertiary" critical onClick={() => setOpen('give-up')}>
              {t('Give up')}
            </Button>
          )}
        </s-stack>
      )}
      {open === 'give-up' && <GiveUpDialog deliveryIds={[delivery.id]} isUncertain={isUncertain} onDone={onDone} onClose={close} />}
      {open === 'confirm' && <ConfirmArrival deliveryId={delivery.id} name={name} onClose={close} />}
      {open === 'replay' && (
        <ReplayDialog
          target={{ deliveryIds: [delivery.id] }}
          of={isUncertain ? 'uncertain' : delivery.state === 'succeeded' ? 'arrived' : 'failed'}
          count={1}
          mayMakeNew
          onDone={onDone}
          onClose={close}
        />
      )}
    </>
  );
}
