import { deliveryTodo, deliveryWords } from '@handoff/shared/panel';
import { type Delivery, type Names, usePanelHost } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../../app/i18n.ts';
import { Ago } from '../../../../ui/Ago.tsx';
import { Status } from '../../../../ui/Status.tsx';
import { Until } from '../../../../ui/Until.tsx';
import { Folded } from '../Folded.tsx';
import { Attempts } from './Attempts.tsx';
import { DeliveryActions } from './DeliveryActions.tsx';
import { DeliveryError } from './DeliveryError.tsx';

interface DeliveryCardProps {
  delivery: Delivery;
  names: Names;
  /** It was sent again: what it asks for is asked of its successor. */
  isReplaced?: boolean;
}

/** One thing to send: how it stands, what was sent, what came back, and what to do. */
export function DeliveryCard({ delivery, names, isReplaced = false }: DeliveryCardProps) {
  const { canManage } = usePanelHost().person;
  const name = names.connection(delivery.connectionId);
  const { tone, label } = deliveryWords(delivery, name, t);
  const { state, result, error, runAt, finishedAt } = delivery;
  const todo = isReplaced ? undefined : deliveryTodo(state, error?.code, t);
  return (
    <article className="handoff-delivery__card" aria-label={label}>
      <p className="handoff-delivery__head">
        <Status tone={isReplaced ? 'quiet' : tone}>{isReplaced ? __('Sent again since', 'handoff') : label}</Status>
        <span className="handoff-quiet">{finishedAt === null ? <Until at={runAt} /> : <Ago at={finishedAt} />}</span>
      </p>
      <p className="handoff-quiet">
        {fill(__('{operation}, by the flow “{flow}”', 'handoff'), {
          operation: names.operation(delivery.connectionId, delivery.operation),
          flow: names.flow(delivery.flowId),
        })}
      </p>
      {error !== null && <DeliveryError error={error} todo={todo} delivery={delivery} names={names} tone={isReplaced ? 'quiet' : tone} />}
      {error === null && todo !== undefined && <p>{todo.text}</p>}
      {result?.url !== undefined && (
        <p>
          <a href={result.url} target="_blank" rel="noreferrer">
            {fill(__('Open the record at {name}', 'handoff'), { name })}
            <span className="screen-reader-text"> {__('(opens in a new tab)', 'handoff')}</span>
          </a>
        </p>
      )}
      {result?.url === undefined && result?.id !== undefined && (
        <p className="handoff-quiet">{fill(__('Record {id}', 'handoff'), { id: result.id })}</p>
      )}
      <Differences delivery={delivery} names={names} />
      {delivery.payload !== null && (
        <Folded
          title={
            state === 'shadow'
              ? __('Exactly what would be sent', 'handoff')
              : delivery.attempts > 0
                ? __('Exactly what was sent', 'handoff')
                : __('Exactly what is to be sent', 'handoff')
          }
          value={delivery.payload}
        />
      )}
      {delivery.attempts > 0 && <Attempts delivery={delivery} />}
      {canManage && !isReplaced && <DeliveryActions delivery={delivery} name={name} />}
    </article>
  );
}

/** What the destination kept otherwise than it was sent. */
function Differences({ delivery: { result, connectionId, operation }, names }: { delivery: Delivery; names: Names }) {
  const differences = result?.differences ?? [];
  if (differences.length === 0) return null;
  return (
    <>
      <p className="handoff-warning">
        {fill(__('{name} kept something else than it was sent:', 'handoff'), { name: names.connection(connectionId) })}
      </p>
      <ul className="ul-disc">
        {differences.map(({ path, message }) => (
          <li key={path + message}>
            <strong>{names.field(connectionId, operation, path)}:</strong> {message}
          </li>
        ))}
      </ul>
    </>
  );
}
