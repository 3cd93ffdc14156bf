import type { Member, Role } from '@handoff/shared/api';
import { roleOptions, roleWord } from '@handoff/wp-plugin/screens/members/role-words.ts';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Confirm } from '@handoff/wp-plugin/ui/Confirm.tsx';
import { SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { useWholeAction } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { RowButton } from '../../ui/RowButton.tsx';
import { Table } from '../../ui/Table.tsx';

export function OperatorTable({ operators }: { operators: readonly Member[] }) {
  const [asked, ask] = useState<{ operator: Member; to: Role | undefined }>();
  const me = useSession().email;
  return (
    <>
      <Table
        rows={operators}
        keyOf={({ id }) => id}
        first={{ label: __('Person', 'handoff'), cell: (operator) => <Person operator={operator} isMe={operator.email === me} /> }}
        columns={[
          { label: __('Role', 'handoff'), cell: (operator) => <RoleChoice operator={operator} onChoose={(to) => ask({ operator, to })} /> },
          { label: __('Last here', 'handoff'), cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} /> },
          {
            label: __('Actions', 'handoff'),
            cell: (operator) => (
              <RowButton label={__('Remove', 'handoff')} of={operator.name} onClick={() => ask({ operator, to: undefined })} />
            ),
          },
        ]}
      />
      {asked !== undefined &&
        (asked.to === undefined ? (
          <Remove operator={asked.operator} onClose={() => ask(undefined)} />
        ) : (
          <ChangeRole operator={asked.operator} role={asked.to} onClose={() => ask(undefined)} />
        ))}
    </>
  );
}

function Person({ operator: { name, email }, isMe }: { operator: Member; isMe: boolean }) {
  return (
    <>
      {name}
      {isMe && ` ${__('(you)', 'handoff')}`}
      {name !== email && <div className="handoff-quiet">{email}</div>}
    </>
  );
}

function RoleChoice({ operator, onChoose }: { operator: Member; onChoose: (role: Role) => void }) {
  return (
    <SelectControl
      label={fill(__('Role of {name}', 'handoff'), { name: operator.name })}
      hideLabelFromVision
      value={operator.role}
      options={roleOptions().map(({ value }) => ({ value, label: roleWord(value) }))}
      onChange={onChoose}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}

function Remove({ operator, onClose }: { operator: Member; onClose: () => void }) {
  const remove = useWholeAction('removeOperator');
  return (
    <Confirm
      title={fill(__('Remove {name}?', 'handoff'), { name: operator.name })}
      verb={__('Remove', 'handoff')}
      destructive
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { memberId: operator.id } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        {__(
          'They are signed out at once and reach no workspace any more that they are not a member of. What they did stays under their name.',
          'handoff',
        )}
      </p>
    </Confirm>
  );
}

function ChangeRole({ operator, role, onClose }: { operator: Member; role: Role; onClose: () => void }) {
  const change = useWholeAction('changeOperator');
  return (
    <Confirm
      title={fill(__('Change the role of {name} to {role}?', 'handoff'), { name: operator.name, role: roleWord(role) })}
      verb={__('Change role', 'handoff')}
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate({ params: { memberId: operator.id }, body: { role } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{roleOptions().find(({ value }) => value === role)?.label}.</p>
      <p>{__('They are signed out and sign in again, wherever they are.', 'handoff')}</p>
    </Confirm>
  );
}
