import { canReplayDelivery } from '@handoff/shared/panel';
import type { Delivery } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../../app/i18n.ts';
import { Button } from '../../../../ui/Button.tsx';
import { ConfirmArrival } from '../../actions/ConfirmArrival.tsx';
import { ReplayDialog } from '../../actions/ReplayDialog.tsx';
import type { Outcome } from '../../actions/Said.tsx';

interface DeliveryActionsProps {
  delivery: Delivery;
  /** The destination's. */
  name: string;
  onDone: (outcome: Outcome) => void;
}

/** Sends one delivery again, or says that an uncertain one arrived. */
export function DeliveryActions({ delivery, name, onDone }: DeliveryActionsProps) {
  const [open, setOpen] = useState<'replay' | 'confirm'>();
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
        </s-stack>
      )}
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
