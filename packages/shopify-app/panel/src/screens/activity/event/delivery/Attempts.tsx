import { attemptWords } from '@handoff/shared/panel';
import { type Delivery, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../../../app/i18n.ts';
import { Ago } from '../../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../../ui/ErrorNotice.tsx';
import { Folded } from '../../../../ui/Folded.tsx';
import { Loading } from '../../../../ui/Loading.tsx';
import { Status } from '../../../../ui/Status.tsx';
import { Exchange } from './Exchange.tsx';

/** Every try with what was asked and answered; fetched when it is opened. */
export function Attempts({ delivery }: { delivery: Delivery }) {
  const [isOpen, setOpen] = useState(false);
  const count = delivery.attempts;
  return (
    <Folded title={fill(_n('{count} try', '{count} tries', count), { count })} onToggle={setOpen}>
      {isOpen && <AttemptList deliveryId={delivery.id} tries={count} />}
    </Folded>
  );
}

function AttemptList({ deliveryId, tries }: { deliveryId: string; tries: number }) {
  const detail = useServer('getDelivery', { params: { workspaceId: useWorkspaceId(), deliveryId } });
  if (detail.data === undefined) {
    return detail.error === null ? <Loading lines={tries * 2} /> : <ErrorNotice error={detail.error} retry={() => void detail.refetch()} />;
  }
  return (
    <ol class="handoff-rows">
      {detail.data.attemptList.map(({ id, startedAt, outcome, message, exchanges }, index) => {
        const { tone, label } = attemptWords(outcome, t);
        return (
          <li key={id}>
            <s-stack gap="small-300">
              <s-stack direction="inline" gap="small-200" alignItems="center">
                <s-text type="strong">{fill(t('Try {number}'), { number: index + 1 })}</s-text>
                <Ago at={startedAt} />
                <Status tone={tone}>{label}</Status>
              </s-stack>
              {message !== null && <s-text>{message}</s-text>}
              {exchanges.map((exchange, position) => (
                <Exchange key={position} exchange={exchange} />
              ))}
            </s-stack>
          </li>
        );
      })}
    </ol>
  );
}
