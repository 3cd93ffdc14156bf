import { Email, type Role } from '@handoff/shared/api';
import { roleOptions } from '@handoff/wp-plugin/screens/members/role-words.ts';
import { SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
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
        label="E-mail address"
        value={email}
        onChange={setEmail}
        autoComplete="off"
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <SelectControl
        label="Role"
        value={role}
        options={roleOptions()}
        onChange={(chosen) => setRole(chosen)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <Submit action={invite} label="Invite" isReady={isRight}>
        <span role="status">
          {invite.data !== undefined &&
            (invite.data.told
              ? `${invite.data.email} was told by mail how to sign in.`
              : `${invite.data.email} may sign in now. No mail could be sent: tell them yourself.`)}
        </span>
      </Submit>
    </form>
  );
}
