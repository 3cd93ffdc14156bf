import type { SourceAccess, TokenAccess } from '@handoff/shared/api';
import { type Revocable, useAccess, usePanelHost } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __ } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusHeading, Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { AccessList } from './AccessList.tsx';
import { ConnectionItem } from './ConnectionItem.tsx';
import './permissions.scss';
import { Reminder } from './Reminder.tsx';
import { Revoke } from './Revoke.tsx';

/** Who and what has access: what Handoff may do elsewhere, and who may send to it and ask it. */
export default function PermissionsScreen() {
  const { report, error, retry } = useAccess();
  const { person, signsIn } = usePanelHost();
  const [revoking, revoke] = useState<Revocable>();
  const done = () => {
    revoke(undefined);
    focusHeading();
  };
  return (
    <Page
      title={__('Permissions', 'handoff')}
      intro={__('What may do what here: who let it in, when it was last used, and how to take it away.', 'handoff')}
    >
      {report === undefined ? (
        error === null ? (
          <Loading lines={10} />
        ) : (
          <ErrorNotice error={error} retry={retry} />
        )
      ) : (
        <>
          <Section title={__('What Handoff may do in your accounts', 'handoff')}>
            {report.connections.length === 0 ? (
              <p className="handoff-quiet">{__('No account is connected yet, so Handoff may do nothing anywhere.', 'handoff')}</p>
            ) : (
              <ul className="handoff-access">
                {report.connections.map((access) => (
                  <ConnectionItem
                    key={access.id}
                    access={access}
                    onRevoke={person.canManage ? () => revoke({ kind: 'connection', access }) : undefined}
                  />
                ))}
              </ul>
            )}
          </Section>
          <Section title={__('Which sites and shops may send to Handoff', 'handoff')}>
            <AccessList<SourceAccess>
              items={report.sources}
              used={__('Last event:', 'handoff')}
              empty={__('No site or shop is connected.', 'handoff')}
              {...(signsIn !== undefined && person.canManage ? { onRevoke: (access) => revoke({ kind: 'source', access }) } : {})}
            />
          </Section>
          <Section title={__('Which programs may use this workspace', 'handoff')}>
            <AccessList<TokenAccess>
              items={report.tokens}
              used={__('Last used:', 'handoff')}
              empty={__('No API token was made for this workspace alone.', 'handoff')}
              {...(signsIn?.isOwner === true ? { onRevoke: (access) => revoke({ kind: 'token', access }) } : {})}
            />
          </Section>
          <Section title={__('Access nobody uses', 'handoff')}>
            <Reminder key={report.unusedAfterDays} days={report.unusedAfterDays} />
          </Section>
        </>
      )}
      {revoking !== undefined && <Revoke revocable={revoking} onClose={() => revoke(undefined)} onDone={done} />}
    </Page>
  );
}
