import { _n, fill, t } from '../../../app/i18n.ts';
import { useShopAction } from '../../../app/queries.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { type Outcome, saying } from './Said.tsx';

interface DiscardDialogProps {
  ids: readonly number[];
  onDone: (outcome: Outcome) => void;
  onClose: () => void;
}

/** A person decides that webhooks are not wanted; nothing else ever deletes one that was not handed over. */
export function DiscardDialog({ ids, onDone, onClose }: DiscardDialogProps) {
  const discard = useShopAction('discardInbox');
  const count = ids.length;
  return (
    <Confirm
      title={fill(_n('Discard {count} webhook?', 'Discard {count} webhooks?', count), { count })}
      verb={t('Discard')}
      critical
      busy={discard.isPending}
      error={discard.error}
      onConfirm={() =>
        discard.mutate(
          { body: { ids: [...ids] } },
          {
            onSuccess: ({ changed }) => {
              onDone(saying(fill(_n('{count} webhook was discarded.', '{count} webhooks were discarded.', changed), { count: changed })));
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    >
      <s-paragraph>
        {t(
          'What it told is not handed over. If it was about an order or a customer, the next comparison with your shop brings how that is by then.',
        )}
      </s-paragraph>
    </Confirm>
  );
}
