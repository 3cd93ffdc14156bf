import { type Revocable, useAccess } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusContent, Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Parts } from '../settings/Parts.tsx';
import { AccessList } from './AccessList.tsx';
import { ConnectionItem } from './ConnectionItem.tsx';
import { People } from './People.tsx';
import { Reminder } from './Reminder.tsx';
import { Revoke } from './Revoke.tsx';

type Connection = Extract<Revocable, { kind: 'connection' }>['access'];

/** Who and what has access: what Handoff may do elsewhere, and who may send to it and ask it. */
export default function PermissionsScreen() {
  const { report, error, retry } = useAccess();
  const [revoking, revoke] = useState<Connection>();
  const done = () => {
    revoke(undefined);
    focusContent();
  };
  return (
    <Page
      title={t('Permissions')}
      tabs={<Parts />}
      intro={t('What may do what here: who let it in, when it was last used, and how to take it away.')}
    >
      {report === undefined && (error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={retry} />)}
      {report !== undefined && (
        <>
          {error !== null && <ErrorNotice error={error} retry={retry} />}
          <Section title={t('What Handoff may do in your accounts')}>
            {report.connections.length === 0 && (
              <s-paragraph color="subdued">{t('No account is connected yet, so Handoff may do nothing anywhere.')}</s-paragraph>
            )}
            <ul class="handoff-rows">
              {report.connections.map((access) => (
                <ConnectionItem key={access.id} access={access} onRevoke={() => revoke(access)} />
              ))}
            </ul>
          </Section>
          <Section title={t('Which sites and shops may send to Handoff')}>
            <AccessList items={report.sources} used={t('Last event:')} empty={t('No site or shop is connected.')} />
          </Section>
          <Section title={t('Which programs may use this workspace')}>
            <AccessList items={report.tokens} used={t('Last used:')} empty={t('No API token was made for this workspace alone.')} />
          </Section>
          <People />
          <Section title={t('Access nobody uses')}>
            <Reminder key={report.unusedAfterDays} days={report.unusedAfterDays} />
          </Section>
        </>
      )}
      {revoking !== undefined && <Revoke access={revoking} onClose={() => revoke(undefined)} onDone={done} />}
    </Page>
  );
}
