import type { ConnectionTodo } from '@handoff/shared/panel';
import { type Connection, useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, fill } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';

interface ConnectionActionsProps {
  connection: Connection;
  todo: ConnectionTodo;
  onRemove: () => void;
}

/** What can be done with a connection; what is due comes first. The outcome is read out. */
export function ConnectionActions({ connection, todo, onRemove }: ConnectionActionsProps) {
  const params = { workspaceId: useWorkspaceId(), connectionId: connection.id };
  const { person } = useStatus();
  const test = useServerAction('testConnection');
  const hold = useServerAction('holdConnection');
  const resume = useServerAction('resumeConnection');
  const busy = test.isPending || hold.isPending || resume.isPending;
  const error = test.error ?? hold.error ?? resume.error;
  const act = (action: () => void) => () => {
    [test, hold, resume].forEach((each) => each.reset());
    action();
  };
  const mends = todo === 'sign_in' || todo === 'mend';
  const reason = fill(__('Paused by {name}.', 'handoff'), { name: person.name });
  const plain = { __next40pxDefaultSize: true, disabled: busy, accessibleWhenDisabled: true } as const;
  return (
    <>
      <div className="handoff-actions handoff-connection__actions">
        <Button {...plain} variant={mends ? 'primary' : 'secondary'} href={`#/destinations/${connection.id}`}>
          {todo === 'sign_in' ? __('Sign in', 'handoff') : todo === 'mend' ? __('Reconnect', 'handoff') : __('Edit', 'handoff')}
        </Button>
        {todo !== 'sign_in' && (
          <Button {...plain} variant="secondary" isBusy={test.isPending} onClick={act(() => test.mutate({ params }))}>
            {__('Test', 'handoff')}
          </Button>
        )}
        {(connection.hold !== null || todo !== 'sign_in') && (
          // One button for both ways, so that the keyboard stays where it was.
          <Button
            {...plain}
            variant={connection.hold === null ? 'tertiary' : mends ? 'secondary' : 'primary'}
            isBusy={hold.isPending || resume.isPending}
            onClick={act(() => (connection.hold === null ? hold.mutate({ params, body: { reason } }) : resume.mutate({ params })))}
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
        {test.data?.ok === true &&
          fill(__('It works. Connected as {account}.', 'handoff'), { account: test.data.account ?? connection.name })}
        {test.data?.ok === false && <span className="handoff-problem">{test.data.message}</span>}
        {error !== null && <span className="handoff-problem">{error.message}</span>}
      </div>
    </>
  );
}
