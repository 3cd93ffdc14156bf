import type { ConnectionTodo } from '@handoff/shared/panel';
import { type Connection, useConnectionActions } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, fill } from '../../app/i18n.ts';

interface ConnectionActionsProps {
  connection: Connection;
  todo: ConnectionTodo;
  onRemove: () => void;
}

/** What can be done with a connection; what is due comes first. The outcome is read out. */
export function ConnectionActions({ connection, todo, onRemove }: ConnectionActionsProps) {
  const { test, switchHold, isTesting, isSwitching, busy, tested, error } = useConnectionActions(connection);
  const mends = todo === 'sign_in' || todo === 'mend';
  const plain = { __next40pxDefaultSize: true, disabled: busy, accessibleWhenDisabled: true } as const;
  return (
    <>
      <div className="handoff-actions handoff-connection__actions">
        <Button {...plain} variant={mends ? 'primary' : 'secondary'} href={`#/destinations/${connection.id}`}>
          {todo === 'sign_in' ? __('Sign in', 'handoff') : todo === 'mend' ? __('Reconnect', 'handoff') : __('Edit', 'handoff')}
        </Button>
        {todo !== 'sign_in' && (
          <Button {...plain} variant="secondary" isBusy={isTesting} onClick={test}>
            {__('Test', 'handoff')}
          </Button>
        )}
        {(connection.hold !== null || todo !== 'sign_in') && (
          // One button for both ways, so that the keyboard stays where it was.
          <Button
            {...plain}
            variant={connection.hold === null ? 'tertiary' : mends ? 'secondary' : 'primary'}
            isBusy={isSwitching}
            onClick={switchHold}
          >
            {connection.hold === null
              ? __('Pause', 'handoff')
              : connection.hold.kind === 'person'
                ? __('Resume', 'handoff')
                : __('Try again now', 'handoff')}
          </Button>
        )}
        <Button {...plain} variant="tertiary" isDestructive onClick={onRemove}>
          {__('Remove', 'handoff')}
        </Button>
      </div>
      <div role="status" className="handoff-connection__outcome">
        {tested?.ok === true && fill(__('It works. Connected as {account}.', 'handoff'), { account: tested.account ?? connection.name })}
        {tested?.ok === false && <span className="handoff-problem">{tested.message}</span>}
        {error !== null && <span className="handoff-problem">{error.message}</span>}
      </div>
    </>
  );
}
