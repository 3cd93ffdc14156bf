import type { Member, Role } from '@handoff/shared/api';
import { actorWords } from '@handoff/shared/panel';
import { useMemberActions, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Status } from '../../ui/Status.tsx';
import { roleOptions, roleWord } from './role-words.ts';

/** One person: their role, when they were last here, and what an owner may do about it. */
export function MemberItem({ member, mayChange }: { member: Member; mayChange: boolean }) {
  const { signsIn } = usePanelHost();
  const actions = useMemberActions(member);
  const [wanted, want] = useState<Role | 'removed'>();
  const isMe = signsIn?.email === member.email;
  const close = () => want(undefined);
  const ask = (change: Role | 'removed') => {
    actions.askAnew();
    want(change);
  };
  return (
    <li className="handoff-member">
      <div>
        <h3>
          {member.name} {isMe && <Status tone="quiet">{__('You', 'handoff')}</Status>}
        </h3>
        <p>{member.email}</p>
        <p className="handoff-quiet">
          {member.lastSeenAt === null ? (
            __('Has not signed in yet.', 'handoff')
          ) : (
            <>
              {__('Last here:', 'handoff')} <Ago at={member.lastSeenAt} />.
            </>
          )}{' '}
          {__('Invited', 'handoff')} <Ago at={member.invitedAt} />{' '}
          {fill(__('by {person}', 'handoff'), { person: actorWords(member.invitedBy, t) })}.
        </p>
      </div>
      {mayChange ? (
        <div className="handoff-member__actions">
          <SelectControl
            __next40pxDefaultSize
            __nextHasNoMarginBottom
            hideLabelFromVision
            label={fill(__('Role of {name}', 'handoff'), { name: member.name })}
            value={member.role}
            options={roleOptions().map(({ value }) => ({ value, label: roleWord(value) }))}
            onChange={ask}
          />
          <Button variant="secondary" isDestructive __next40pxDefaultSize onClick={() => ask('removed')}>
            {__('Remove', 'handoff')}
            <span className="screen-reader-text"> {member.name}</span>
          </Button>
        </div>
      ) : (
        <p>{roleWord(member.role)}</p>
      )}
      {wanted === 'removed' && (
        <Confirm
          title={fill(__('Remove {name}?', 'handoff'), { name: member.name })}
          verb={__('Remove', 'handoff')}
          destructive
          {...actions.removing}
          onConfirm={() =>
            actions.remove(() => {
              close();
              focusHeading();
            })
          }
          onCancel={close}
        >
          <p>{__('They are signed out at once and find this workspace no more. What they did stays under their name.', 'handoff')}</p>
        </Confirm>
      )}
      {wanted !== undefined && wanted !== 'removed' && (
        <Confirm
          title={fill(__('Make {name} a {role}?', 'handoff'), { name: member.name, role: roleWord(wanted) })}
          verb={__('Change role', 'handoff')}
          {...actions.changing}
          onConfirm={() => actions.changeRole(wanted, close)}
          onCancel={close}
        >
          <p>{roleOptions().find(({ value }) => value === wanted)?.label}.</p>
          <p>{__('They are signed out and sign in again, wherever they are.', 'handoff')}</p>
        </Confirm>
      )}
    </li>
  );
}
