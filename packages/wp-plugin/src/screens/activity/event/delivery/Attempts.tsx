import { attemptWords } from '@handoff/shared/panel';
import { type Delivery, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __, _n, fill, t } from '../../../../app/i18n.ts';
import { Ago } from '../../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../../ui/Loading.tsx';
import { Status } from '../../../../ui/Status.tsx';
import { Exchange } from './Exchange.tsx';

/** Every try with what was asked and answered; fetched when it is opened. */
export function Attempts({ delivery }: { delivery: Delivery }) {
  const [isOpen, setOpen] = useState(false);
  const count = delivery.attempts;
  return (
    <details className="handoff-folded" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{fill(_n('{count} try', '{count} tries', count, 'handoff'), { count })}</summary>
      {isOpen && <AttemptList deliveryId={delivery.id} tries={count} />}
    </details>
  );
}

function AttemptList({ deliveryId, tries }: { deliveryId: string; tries: number }) {
  const params = { workspaceId: useWorkspaceId(), deliveryId };
  const detail = useServer('getDelivery', { params });
  if (detail.data === undefined) {
    return detail.error === null ? <Loading lines={tries * 2} /> : <ErrorNotice error={detail.error} retry={() => void detail.refetch()} />;
  }
  return (
    <ol className="handoff-attempts">
      {detail.data.attemptList.map(({ id, startedAt, outcome, message, exchanges }, index) => {
        const { tone, label } = attemptWords(outcome, t);
        return (
          <li key={id}>
            <p>
              <strong>{fill(__('Try {number}', 'handoff'), { number: index + 1 })}</strong> <Ago at={startedAt} />{' '}
              <Status tone={tone}>{label}</Status>
            </p>
            {message !== null && <p>{message}</p>}
            {exchanges.map((exchange, position) => (
              <Exchange key={position} exchange={exchange} />
            ))}
          </li>
        );
      })}
    </ol>
  );
}
