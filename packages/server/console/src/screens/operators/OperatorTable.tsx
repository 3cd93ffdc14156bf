import type { Member, Role } from '@handoff/shared/api';
import { roleOptions, roleWord } from '@handoff/wp-plugin/screens/members/role-words.ts';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Confirm } from '@handoff/wp-plugin/ui/Confirm.tsx';
import { Button, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useWholeAction } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';

export function OperatorTable({ operators }: { operators: readonly Member[] }) {
  const [asked, ask] = useState<{ operator: Member; to: Role | undefined }>();
  const me = useSession().email;
  return (
    <>
      <table className="handoff-console-table">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Role</th>
            <th scope="col">Last here</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {operators.map((operator) => (
            <tr key={operator.id}>
              <th scope="row">
                {operator.name}
                {operator.email === me && ' (you)'}
                {operator.name !== operator.email && <div className="handoff-quiet">{operator.email}</div>}
              </th>
              <td data-label="Role">
                <SelectControl
                  label={`Role of ${operator.name}`}
                  hideLabelFromVision
                  value={operator.role}
                  options={roleOptions().map(({ value }) => ({ value, label: roleWord(value) }))}
                  onChange={(role) => ask({ operator, to: role })}
                  __next40pxDefaultSize
                  __nextHasNoMarginBottom
                />
              </td>
              <td data-label="Last here">
                <Ago at={operator.lastSeenAt} />
              </td>
              <td data-label="Actions">
                <Button variant="secondary" isDestructive size="compact" onClick={() => ask({ operator, to: undefined })}>
                  Remove<span className="screen-reader-text"> {operator.name}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== undefined &&
        (asked.to === undefined ? (
          <Remove operator={asked.operator} onClose={() => ask(undefined)} />
        ) : (
          <ChangeRole operator={asked.operator} role={asked.to} onClose={() => ask(undefined)} />
        ))}
    </>
  );
}

function Remove({ operator, onClose }: { operator: Member; onClose: () => void }) {
  const remove = useWholeAction('removeOperator');
  return (
    <Confirm
      title={`Remove ${operator.name}?`}
      verb="Remove"
      destructive
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { memberId: operator.id } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        They are signed out at once and reach no workspace any more that they are not a member of. What they did stays under their name.
      </p>
    </Confirm>
  );
}

function ChangeRole({ operator, role, onClose }: { operator: Member; role: Role; onClose: () => void }) {
  const change = useWholeAction('changeOperator');
  return (
    <Confirm
      title={`Make ${operator.name} a ${roleWord(role).toLowerCase()}?`}
      verb="Change role"
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate({ params: { memberId: operator.id }, body: { role } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{roleOptions().find(({ value }) => value === role)?.label}.</p>
      <p>They are signed out and sign in again, wherever they are.</p>
    </Confirm>
  );
}
