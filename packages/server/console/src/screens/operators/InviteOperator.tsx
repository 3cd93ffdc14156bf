import { Email, type Role } from '@handoff/shared/api';
import { roleOptions } from '@handoff/wp-plugin/screens/members/role-words.ts';
import { SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { useWholeAction } from '../../app/queries.ts';
import { Submit } from '../../ui/Submit.tsx';

export function InviteOperator() {
  const invite = useWholeAction('inviteOperator');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('manager');
  const isRight = Email.safeParse(email).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) invite.mutate({ body: { email, role } }, { onSuccess: () => setEmail('') });
  };
  return (
    <form onSubmit={submit} noValidate className="handoff-console-form">
      <TextControl
        type="email"
        label={__('E-mail address', 'handoff')}
        value={email}
        onChange={setEmail}
        autoComplete="off"
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <SelectControl
        label={__('Role', 'handoff')}
        value={role}
        options={roleOptions()}
        onChange={(chosen) => setRole(chosen)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <Submit action={invite} label={__('Invite', 'handoff')} isReady={isRight}>
        <span role="status">
          {invite.data !== undefined &&
            fill(
              invite.data.told
                ? __('{email} was told by mail how to sign in.', 'handoff')
                : __('{email} may sign in now. No mail could be sent: tell them yourself.', 'handoff'),
              { email: invite.data.email },
            )}
        </span>
      </Submit>
    </form>
  );
}
