import { useReceipts } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ReceiptItem } from './ReceiptItem.tsx';

/** The proofs of what was handed out and erased, latest first. */
export function Receipts() {
  const { receipts, error, retry, ...work } = useReceipts();
  return (
    <Section title={t('Receipts')}>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {receipts === undefined && error === null && <Loading lines={4} />}
      {receipts?.length === 0 && (
        <s-paragraph color="subdued">
          {t('Nobody has asked yet. Each time data are handed out or erased, a receipt says here what was done, without saying to whom.')}
        </s-paragraph>
      )}
      {receipts !== undefined && receipts.length > 0 && (
        <ul class="handoff-rows">
          {receipts.map((receipt) => (
            <ReceiptItem key={receipt.id} receipt={receipt} {...work} />
          ))}
        </ul>
      )}
    </Section>
  );
}
