import type { ConnectionTodo } from '@handoff/shared/panel';
import { type Connection, useConnectionActions } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';

interface ConnectionActionsProps {
  connection: Connection;
  todo: ConnectionTodo;
  onRemove: () => void;
}

/** What can be done with a connection; what is due comes first. The outcome is read out. */
export function ConnectionActions({ connection, todo, onRemove }: ConnectionActionsProps) {
  const { test, switchHold, isTesting, isSwitching, busy, tested, error } = useConnectionActions(connection);
  const { id, name, hold } = connection;
  const mends = todo === 'sign_in' || todo === 'mend';
  const edit = todo === 'sign_in' ? t('Sign in') : todo === 'mend' ? t('Reconnect') : t('Edit');
  const change = hold === null ? t('Pause') : hold.kind === 'person' ? t('Resume') : t('Try again now');
  const labelled = (verb: string) => fill(t('{verb}: {name}'), { verb, name });
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200">
        <Button variant={mends ? 'primary' : 'secondary'} to={`/destinations/${id}`} label={labelled(edit)}>
          {edit}
        </Button>
        {todo !== 'sign_in' && (
          <Button busy={isTesting} disabled={busy} label={labelled(t('Test'))} onClick={test}>
            {t('Test')}
          </Button>
        )}
        {(hold !== null || todo !== 'sign_in') && (
          // One button for both ways, so that the keyboard stays where it was.
          <Button
            variant={hold === null ? 'tertiary' : mends ? 'secondary' : 'primary'}
            busy={isSwitching}
            disabled={busy}
            label={labelled(change)}
            onClick={switchHold}
          >
            {change}
          </Button>
        )}
        <Button variant="tertiary" critical disabled={busy} label={labelled(t('Remove'))} onClick={onRemove}>
          {t('Remove')}
        </Button>
      </s-stack>
      <div role="status">
        {tested?.ok === true && (
          <s-text tone="success">{fill(t('It works. Connected as {account}.'), { account: tested.account ?? name })}</s-text>
        )}
        {tested?.ok === false && <s-text tone="critical">{tested.message}</s-text>}
        {error !== null && <s-text tone="critical">{error.message}</s-text>}
      </div>
    </s-stack>
  );
}
