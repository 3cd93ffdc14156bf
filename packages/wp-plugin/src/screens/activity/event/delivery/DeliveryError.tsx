import type { Todo, Tone } from '@handoff/shared/panel';
import type { Delivery, Names } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __ } from '../../../../app/i18n.ts';

interface DeliveryErrorProps {
  error: NonNullable<Delivery['error']>;
  todo: Todo | undefined;
  delivery: Delivery;
  names: Names;
  tone: Tone;
}

/** Why it did not arrive, field by field where it is known, and what to do. */
export function DeliveryError({ error, todo, delivery, names, tone }: DeliveryErrorProps) {
  // Where a single field is to blame, its own sentence says all that the whole one does.
  const [first, ...more] = error.problems;
  const isSaid = first !== undefined && more.length === 0 && first.message === error.message;
  return (
    <div className={`handoff-delivery__error is-${tone}`}>
      {!isSaid && <p>{error.message}</p>}
      {error.problems.length > 0 && (
        <ul className="ul-disc">
          {error.problems.map(({ path, message }) => (
            <li key={path + message}>
              {path !== '' && <strong>{names.field(delivery.connectionId, delivery.operation, path)}:</strong>} {message}
            </li>
          ))}
        </ul>
      )}
      {todo !== undefined && (
        <p>
          <strong>{__('What to do:', 'handoff')}</strong> {todo.text}
        </p>
      )}
      {todo?.place === 'flow' && (
        <Button variant="secondary" __next40pxDefaultSize href={`#/flows/${delivery.flowId}`}>
          {__('Open the flow', 'handoff')}
        </Button>
      )}
      {todo?.place === 'connection' && (
        <Button variant="secondary" __next40pxDefaultSize href={`#/destinations/${delivery.connectionId}`}>
          {__('Open the destination', 'handoff')}
        </Button>
      )}
    </div>
  );
}
