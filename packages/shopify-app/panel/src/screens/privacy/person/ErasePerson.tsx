import { useErase } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
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
  // The same dialog goes on: one that is taken away says that it was closed.
  if (erase.data !== undefined) {
    return (
      <Confirm title={t('Erased')} onCancel={onClose} cancel={t('Close')}>
        <ReceiptFacts receipt={erase.data} />
      </Confirm>
    );
  }
  return (
    <Confirm
      title={t('Erase this person?')}
      verb={t('Erase')}
      critical
      busy={erase.isPending}
      error={erase.error}
      onConfirm={() => erase.mutate({ address }, { onSuccess: onErased })}
      onCancel={onClose}
    >
      <s-paragraph>
        {fill(t('All that was kept of {person} loses its contents, and what was still to be sent is not sent. This cannot be undone.'), {
          person: address,
        })}
      </s-paragraph>
      <s-paragraph>
        {t(
          'Destinations that can are asked to erase them too. The receipt names those where somebody has to do it by hand. Your form plugins and shop keep their own copies.',
        )}
      </s-paragraph>
    </Confirm>
  );
}
