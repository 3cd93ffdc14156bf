import { useState } from 'preact/hooks';
import { _n, fill } from '../../app/i18n.ts';
import { useShopAction } from '../../app/queries.ts';

/** What can be done with kept webhooks. `onDone` finds the keyboard a place: the row it was on is gone. */
export function useKept(onDone: () => void) {
  const again = useShopAction('retryInbox');
  const gone = useShopAction('discardInbox');
  const [said, setSaid] = useState<string | null>(null);
  return {
    said,
    busy: again.isPending || gone.isPending,
    error: again.error ?? gone.error,
    retry: (ids: readonly number[]) =>
      again.mutate(
        { body: { ids: [...ids] } },
        {
          onSuccess: ({ changed }) => {
            setSaid(fill(_n('{count} webhook is tried again.', '{count} webhooks are tried again.', changed), { count: changed }));
            onDone();
          },
        },
      ),
    discard: (ids: readonly number[], then: () => void) =>
      gone.mutate(
        { body: { ids: [...ids] } },
        {
          onSuccess: ({ changed }) => {
            setSaid(fill(_n('{count} webhook was discarded.', '{count} webhooks were discarded.', changed), { count: changed }));
            then();
            onDone();
          },
        },
      ),
  };
}
