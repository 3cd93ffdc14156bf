import { useInvite } from '@handoff/shared/panel/hooks';
import { Button, SelectControl, TextControl } from '@wordpress/components';
import { __, fill } from '../../app/i18n.ts';
import { roleOptions } from './role-words.ts';

/** Lets somebody in by their e-mail address. */
export function Invite() {
  const { draft, isRight, set, send, busy, invited, error } = useInvite();
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  return (
    <form
      className="handoff-invite"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) send();
      }}
    >
      <TextControl
        {...common}
        type="email"
        autoComplete="off"
        label={__('E-mail address', 'handoff')}
        value={draft.email}
        onChange={(email) => set({ email })}
      />
      <TextControl
        {...common}
        autoComplete="off"
        label={__('Name (optional)', 'handoff')}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <SelectControl
        {...common}
        label={__('Role', 'handoff')}
        value={draft.role}
        options={roleOptions()}
        onChange={(role) => set({ role })}
      />
      {error !== null && (
        <p role="alert" className="handoff-problem">
          {error.message}
        </p>
      )}
      <div className="handoff-actions">
        <Button variant="primary" type="submit" __next40pxDefaultSize isBusy={busy} disabled={!isRight || busy} accessibleWhenDisabled>
          {__('Invite', 'handoff')}
        </Button>
        <span role="status" className="handoff-quiet">
          {invited !== undefined &&
            fill(
              invited.told
                ? __('{email} was told by mail how to sign in.', 'handoff')
                : __('{email} may sign in now. No mail could be sent: tell them yourself.', 'handoff'),
              { email: invited.email },
            )}
        </span>
      </div>
    </form>
  );
}
