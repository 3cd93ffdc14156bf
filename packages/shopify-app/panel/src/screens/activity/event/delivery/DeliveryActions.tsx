import type { Delivery } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../../app/i18n.ts';
import { Button } from '../../../../ui/Button.tsx';
import { ConfirmArrival } from '../../actions/ConfirmArrival.tsx';
import { ReplayDialog } from '../../actions/ReplayDialog.tsx';
import { type Outcome, Said } from '../../actions/Said.tsx';

/** Sends one delivery again, or says that an uncertain one arrived. */
export function DeliveryActions({ delivery, name }: { delivery: Delivery; name: string }) {
  const [open, setOpen] = useState<'replay' | 'confirm'>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isUncertain = delivery.state === 'uncertain';
  const close = () => setOpen(undefined);
  return (
    <>
      <Said outcome={outcome} error={null} />
      <s-stack direction="inline" gap="small-200">
        {isUncertain && (
          <Button variant="primary" onClick={() => setOpen('confirm')}>
            {t('It arrived')}
          </Button>
        )}
        <Button onClick={() => setOpen('replay')}>{isUncertain ? t('It did not arrive: send again') : t('Send again')}</Button>
      </s-stack>
      {open === 'confirm' && <ConfirmArrival deliveryId={delivery.id} name={name} onClose={close} />}
      {open === 'replay' && (
        <ReplayDialog
          target={{ deliveryIds: [delivery.id] }}
          of={isUncertain ? 'uncertain' : delivery.state === 'succeeded' ? 'arrived' : 'failed'}
          count={1}
          mayMakeNew
          onDone={setOutcome}
          onClose={close}
        />
      )}
    </>
  );
}
