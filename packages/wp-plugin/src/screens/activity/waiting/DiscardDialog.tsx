import { __, _n, fill } from '../../../app/i18n.ts';
import { useSiteAction } from '../../../app/queries.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

interface DiscardDialogProps {
  ids: readonly number[];
  onDone: (said: string) => void;
  onClose: () => void;
}

/** A person decides that events are not wanted; nothing else ever deletes one that was not handed over. */
export function DiscardDialog({ ids, onDone, onClose }: DiscardDialogProps) {
  const discard = useSiteAction('discardRows');
  const count = ids.length;
  return (
    <Confirm
      title={fill(_n('Discard {count} event?', 'Discard {count} events?', count, 'handoff'), { count })}
      verb={__('Discard', 'handoff')}
      destructive
      busy={discard.isPending}
      error={discard.error}
      onConfirm={() =>
        discard.mutate(
          { body: { ids: [...ids] } },
          {
            onSuccess: ({ changed }) => {
              onDone(fill(_n('{count} event is discarded.', '{count} events are discarded.', changed, 'handoff'), { count: changed }));
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    >
      <p>
        {__(
          'What was submitted is deleted from Handoff on this site and never reaches the server or a destination. This cannot be undone.',
          'handoff',
        )}
      </p>
      <p>
        {__('What your form plugin or shop keeps itself stays there; the check for missed submissions does not bring it back.', 'handoff')}
      </p>
    </Confirm>
  );
}
