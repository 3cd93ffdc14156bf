import { deliveryTodo, deliveryWords, readable } from '@handoff/shared/panel';
import type { Delivery, Names } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../../app/i18n.ts';
import { useStatus } from '../../../../app/status.ts';
import { Ago } from '../../../../ui/Ago.tsx';
import { Code } from '../../../../ui/Code.tsx';
import { Folded } from '../../../../ui/Folded.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Notice } from '../../../../ui/Notice.tsx';
import { Status } from '../../../../ui/Status.tsx';
import { untilWords } from '../../../../ui/times.ts';
import type { Outcome } from '../../actions/Said.tsx';
import { Attempts } from './Attempts.tsx';
import { DeliveryActions } from './DeliveryActions.tsx';
import { DeliveryError } from './DeliveryError.tsx';

interface DeliveryCardProps {
  delivery: Delivery;
  names: Names;
  /** Told what came of sending it again. Absent where it was sent again already: what it asks for is asked of its successor. */
  onDone?: (outcome: Outcome) => void;
}

/** One thing to send: how it stands, what was sent, what came back, and what to do. */
export function DeliveryCard({ delivery, names, onDone }: DeliveryCardProps) {
  const isReplaced = onDone === undefined;
  const { shop } = useStatus();
  const name = names.connection(delivery.connectionId);
  const { tone, label } = deliveryWords(delivery, name, t);
  const { state, result, error, runAt, finishedAt } = delivery;
  const todo = isReplaced ? undefined : deliveryTodo(state, error?.code, t);
  const sent = payloadTitle(delivery);
  return (
    <article class="handoff-delivery" aria-label={label}>
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <Status tone={isReplaced ? 'quiet' : tone}>{isReplaced ? t('Sent again since') : label}</Status>
        <s-text color="subdued">{finishedAt === null ? untilWords(runAt, shop.timezone) : <Ago at={finishedAt} />}</s-text>
      </s-stack>
      <s-text color="subdued">
        {fill(t('{operation}, by the flow “{flow}”'), {
          operation: names.operation(delivery.connectionId, delivery.operation),
          flow: names.flow(delivery.flowId),
        })}
      </s-text>
      {error !== null && <DeliveryError error={error} todo={todo} delivery={delivery} names={names} />}
      {error === null && todo !== undefined && <s-paragraph>{todo.text}</s-paragraph>}
      {result?.url !== undefined && <Go to={result.url}>{fill(t('Open the record at {name}'), { name })}</Go>}
      {result?.url === undefined && result?.id !== undefined && (
        <s-text color="subdued">{fill(t('Record {id}'), { id: result.id })}</s-text>
      )}
      <Differences delivery={delivery} names={names} />
      {delivery.payload !== null && (
        <Folded title={sent}>
          <Code label={sent} text={readable(delivery.payload)} />
        </Folded>
      )}
      {delivery.attempts > 0 && <Attempts delivery={delivery} />}
      {onDone !== undefined && <DeliveryActions delivery={delivery} name={name} onDone={onDone} />}
    </article>
  );
}

function payloadTitle({ state, attempts }: Delivery): string {
  if (state === 'shadow') return t('Exactly what would be sent');
  return attempts > 0 ? t('Exactly what was sent') : t('Exactly what is to be sent');
}

/** What the destination kept otherwise than it was sent. */
function Differences({ delivery: { result, connectionId, operation }, names }: { delivery: Delivery; names: Names }) {
  const differences = result?.differences ?? [];
  if (differences.length === 0) return null;
  return (
    <Notice tone="warning" title={fill(t('{name} kept something else than it was sent:'), { name: names.connection(connectionId) })}>
      <s-unordered-list>
        {differences.map(({ path, message }) => (
          <s-list-item key={path + message}>
            <s-text type="strong">{names.field(connectionId, operation, path)}:</s-text> {message}
          </s-list-item>
        ))}
      </s-unordered-list>
    </Notice>
  );
}
