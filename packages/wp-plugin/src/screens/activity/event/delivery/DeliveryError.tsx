import type { Todo } from '@handoff/shared/panel';
import { Button } from '@wordpress/components';
import { __ } from '../../../../app/i18n.ts';
import type { Delivery } from '../../data/types.ts';

interface DeliveryErrorProps {
  error: NonNullable<Delivery['error']>;
  todo: Todo | undefined;
  delivery: Delivery;
}

/** Why it did not arrive, field by field where it is known, and what to do. */
export function DeliveryError({ error, todo, delivery }: DeliveryErrorProps) {
  return (
    <div className="handoff-delivery__error">
      <p>{error.message}</p>
      {error.problems.length > 0 && (
        <ul className="ul-disc">
          {error.problems.map(({ path, message }) => (
            <li key={path + message}>
              {path !== '' && <code>{path}</code>} {message}
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
