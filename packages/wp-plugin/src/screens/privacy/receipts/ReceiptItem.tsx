import { personOf } from '@handoff/shared/panel';
import { type Receipt, usePanelHost, type useReceipts } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Status } from '../../../ui/Status.tsx';
import { ReceiptFacts } from './ReceiptFacts.tsx';

type Work = Pick<ReturnType<typeof useReceipts>, 'save' | 'confirm'>;

export function ReceiptItem({ receipt, save, confirm }: { receipt: Receipt } & Work) {
  const { canManage } = usePanelHost().person;
  const [asking, setAsking] = useState<{ id: string; name: string } | undefined>(undefined);
  const byHand = new Map(
    receipt.destinations
      .filter(({ state }) => state === 'by_hand')
      .map(({ connectionId, destination, connection }) => [connectionId, `${destination} (${connection})`]),
  );
  const title =
    receipt.of === 'source'
      ? __('All that one site or shop sent, erased', 'handoff')
      : receipt.kind === 'erasure'
        ? __('Erased', 'handoff')
        : __('Handed out', 'handoff');
  return (
    <li className="handoff-receipt" aria-label={`${title}, ${receipt.id}`}>
      <div className="handoff-receipt__head">
        <h4>
          {title} <Ago at={receipt.requestedAt} />
        </h4>
        {byHand.size > 0 && <Status tone="attention">{__('Something is left to do by hand', 'handoff')}</Status>}
        {receipt.finishedAt === null && <Status tone="attention">{__('Broke off: ask again, and it goes on', 'handoff')}</Status>}
      </div>
      <p className="handoff-quiet">{fill(__('Asked for by {person}', 'handoff'), { person: personOf(receipt.requestedBy) })}</p>
      <ReceiptFacts receipt={receipt} />
      <div className="handoff-actions">
        <Button variant="secondary" size="compact" onClick={() => save(receipt)}>
          {__('Download receipt', 'handoff')}
        </Button>
        {canManage &&
          [...byHand].map(([id, name]) => (
            <Button
              key={id}
              variant="secondary"
              size="compact"
              onClick={() => {
                confirm.reset();
                setAsking({ id, name });
              }}
            >
              {fill(__('Erased by hand in {destination}', 'handoff'), { destination: name })}
            </Button>
          ))}
      </div>
      {asking !== undefined && (
        <Confirm
          title={__('Did somebody erase them there?', 'handoff')}
          verb={__('Yes, it is done', 'handoff')}
          busy={confirm.busy}
          error={confirm.error}
          onConfirm={() => confirm.run(receipt, asking.id, () => setAsking(undefined))}
          onCancel={() => setAsking(undefined)}
        >
          <p>
            {fill(
              __(
                'The receipt then says that you erased all it names in {destination}, and keeps no longer which records these were.',
                'handoff',
              ),
              { destination: asking.name },
            )}
          </p>
        </Confirm>
      )}
    </li>
  );
}
