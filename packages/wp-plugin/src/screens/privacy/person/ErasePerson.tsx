import { useErase } from '@handoff/shared/panel/hooks';
import { Button, Modal } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ReceiptFacts } from '../receipts/ReceiptFacts.tsx';

interface EraseProps {
  address: string;
  onClose: () => void;
  onErased: () => void;
}

/** Asks first, then shows what was done and what is left to do. */
export function ErasePerson({ address, onClose, onErased }: EraseProps) {
  const erase = useErase();
  if (erase.data !== undefined) {
    return (
      <Modal title={__('Erased', 'handoff')} onRequestClose={onClose} className="handoff-confirm">
        <ReceiptFacts receipt={erase.data} />
        <div className="handoff-actions handoff-confirm__actions">
          <Button variant="primary" __next40pxDefaultSize onClick={onClose}>
            {__('Close', 'handoff')}
          </Button>
        </div>
      </Modal>
    );
  }
  return (
    <Confirm
      title={__('Erase this person?', 'handoff')}
      verb={__('Erase', 'handoff')}
      destructive
      busy={erase.isPending}
      error={erase.error}
      onConfirm={() => erase.mutate({ address }, { onSuccess: onErased })}
      onCancel={onClose}
    >
      <p>
        {fill(
          __(
            'All that was kept of {person} loses its contents, and what was still to be sent is not sent. This cannot be undone.',
            'handoff',
          ),
          { person: address },
        )}
      </p>
      <p>
        {__(
          'Destinations that can are asked to erase them too. The receipt names those where somebody has to do it by hand. Your form plugins and shop keep their own copies.',
          'handoff',
        )}
      </p>
    </Confirm>
  );
}
