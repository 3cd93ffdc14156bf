import type { Todo } from '@handoff/shared/panel';
import type { Delivery, Names } from '@handoff/shared/panel/hooks';
import { t } from '../../../../app/i18n.ts';
import { Button } from '../../../../ui/Button.tsx';
import { connectionPlace, flowPlace } from '../../addresses.ts';

interface DeliveryErrorProps {
  error: NonNullable<Delivery['error']>;
  todo: Todo | undefined;
  delivery: Delivery;
  names: Names;
}

/** Why it did not arrive, field by field where it is known, and what to do. */
export function DeliveryError({ error, todo, delivery, names }: DeliveryErrorProps) {
  // Where a single field is to blame, its own sentence says all that the whole one does.
  const [first, ...more] = error.problems;
  const isSaid = first !== undefined && more.length === 0 && first.message === error.message;
  return (
    <s-stack gap="small-300">
      {!isSaid && <s-text>{error.message}</s-text>}
      {error.problems.length > 0 && (
        <s-unordered-list>
          {error.problems.map(({ path, message }) => (
            <s-list-item key={path + message}>
              {path !== '' && <s-text type="strong">{names.field(delivery.connectionId, delivery.operation, path)}:</s-text>} {message}
            </s-list-item>
          ))}
        </s-unordered-list>
      )}
      {todo !== undefined && (
        <s-text>
          <s-text type="strong">{t('What to do:')}</s-text> {todo.text}
        </s-text>
      )}
      {todo?.place === 'flow' && <Button to={flowPlace(delivery.flowId)}>{t('Open the flow')}</Button>}
      {todo?.place === 'connection' && <Button to={connectionPlace(delivery.connectionId)}>{t('Open the destination')}</Button>}
    </s-stack>
  );
}
