import { useMembers, usePanelHost } from '@handoff/shared/panel/hooks';
import { __ } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Devices } from './Devices.tsx';
import { Invite } from './Invite.tsx';
import { MemberItem } from './MemberItem.tsx';
import './members.scss';

/** The people who sign in to this workspace, and what each may do. Only where people sign in to the server itself. */
export default function MembersScreen() {
  const { members, error, retry } = useMembers();
  const isOwner = usePanelHost().signsIn?.isOwner === true;
  return (
    <Page
      title={__('Members', 'handoff')}
      intro={__(
        'The people who sign in to this workspace. Those who run the whole server reach it too, and are not listed here.',
        'handoff',
      )}
    >
      {members === undefined && (error === null ? <Loading lines={6} /> : <ErrorNotice error={error} retry={retry} />)}
      {members?.length === 0 && (
        <Empty title={__('Nobody signs in to this workspace yet', 'handoff')}>
          <p>{__('Sites and shops show their owners the same screens; a member sees all of them in one place.', 'handoff')}</p>
        </Empty>
      )}
      {members !== undefined && members.length > 0 && (
        <ul className="handoff-members">
          {members.map((member) => (
            <MemberItem key={member.id} member={member} mayChange={isOwner} />
          ))}
        </ul>
      )}
      {isOwner && (
        <Section title={__('Invite somebody', 'handoff')}>
          <Invite />
        </Section>
      )}
      <Section title={__('Where you are signed in', 'handoff')}>
        <Devices />
      </Section>
    </Page>
  );
}
