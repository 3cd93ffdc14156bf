import { canGiveUp, canReplayDelivery } from '@handoff/shared/panel';
import type { Delivery } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '../../../../app/i18n.ts';
import { ConfirmArrival } from '../../actions/ConfirmArrival.tsx';
import { GiveUpDialog } from '../../actions/GiveUpDialog.tsx';
import { ReplayDialog } from '../../actions/ReplayDialog.tsx';

/** Sends one delivery again, says that an uncertain one arrived, or gives it up. */
export function DeliveryActions({ delivery, name }: { delivery: Delivery; name: string }) {
  const [open, setOpen] = useState<'replay' | 'confirm' | 'give-up'>();
  const isOffered = canReplayDelivery(delivery);
  const isUncertain = delivery.state === 'uncertain';
  const close = () => setOpen(undefined);
  return (
    <div className="handoff-actions">
      {isUncertain && (
        <Button variant="primary" __next40pxDefaultSize onClick={() => setOpen('confirm')}>
          {__('It arrived', 'handoff')}
        </Button>
      )}
      {isOffered && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => setOpen('replay')}>
          {isUncertain ? __('It did not arrive: send again', 'handoff') : __('Send again', 'handoff')}
        </Button>
      )}
      {canGiveUp(delivery) && (
        <Button variant="tertiary" isDestructive __next40pxDefaultSize onClick={() => setOpen('give-up')}>
          {__('Give up', 'handoff')}
        </Button>
      )}
      {open === 'give-up' && (
        <GiveUpDialog deliveryIds={[delivery.id]} isUncertain={isUncertain} onDone={() => undefined} onClose={close} />
      )}
      {open === 'confirm' && <ConfirmArrival deliveryId={delivery.id} name={name} onClose={close} />}
      {open === 'replay' && (
        <ReplayDialog
          target={{ deliveryIds: [delivery.id] }}
          of={isUncertain ? 'uncertain' : delivery.state === 'succeeded' ? 'arrived' : 'failed'}
          count={1}
          mayMakeNew
          onDone={() => undefined}
          onClose={close}
        />
      )}
    </div>
  );
}
