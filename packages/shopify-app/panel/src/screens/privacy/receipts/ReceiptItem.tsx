import { personOf } from '@handoff/shared/panel';
import type { Receipt, useReceipts } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Status } from '../../../ui/Status.tsx';
import { ReceiptFacts } from './ReceiptFacts.tsx';

type Work = Pick<ReturnType<typeof useReceipts>, 'save' | 'confirm'>;

/** One receipt: what was done, to download, and what is left to be erased by hand. */
export function ReceiptItem({ receipt, save, confirm }: { receipt: Receipt } & Work) {
  const [asking, setAsking] = useState<{ id: string; name: string }>();
  const byHand = new Map(
    receipt.destinations
      .filter(({ state }) => state === 'by_hand')
      .map(({ connectionId, destination, connection }) => [connectionId, `${destination} (${connection})`]),
  );
  const title = titleOf(receipt);
  return (
    <li class="handoff-receipt" aria-label={`${title}, ${receipt.id}`}>
      <div>
        <h3>
          {title} <Ago at={receipt.requestedAt} />
        </h3>{' '}
        {byHand.size > 0 && <Status tone="attention">{t('Something is left to do by hand')}</Status>}
        {receipt.finishedAt === null && <Status tone="attention">{t('Broke off: ask again, and it goes on')}</Status>}
      </div>
      <s-text color="subdued">{fill(t('Asked for by {person}'), { person: personOf(receipt.requestedBy) })}</s-text>
      <ReceiptFacts receipt={receipt} />
      <s-stack direction="inline" gap="small-200">
        <Button onClick={() => save(receipt)}>{t('Download receipt')}</Button>
        {[...byHand].map(([id, name]) => (
          <Button
            key={id}
            onClick={() => {
              confirm.reset();
              setAsking({ id, name });
            }}
          >
            {fill(t('Erased by hand in {destination}'), { destination: name })}
          </Button>
        ))}
      </s-stack>
      {asking !== undefined && (
        <Confirm
          title={t('Did somebody erase them there?')}
          verb={t('Yes, it is done')}
          busy={confirm.busy}
          error={confirm.error}
          onConfirm={() => confirm.run(receipt, asking.id, () => setAsking(undefined))}
          onCancel={() => setAsking(undefined)}
        >
          <s-paragraph>
            {fill(t('The receipt then says that you erased all it names in {destination}, and keeps no longer which records these were.'), {
              destination: asking.name,
            })}
          </s-paragraph>
        </Confirm>
      )}
    </li>
  );
}

function titleOf({ of, kind }: Receipt): string {
  if (of === 'source') return t('All that one site or shop sent, erased');
  return kind === 'erasure' ? t('Erased') : t('Handed out');
}
