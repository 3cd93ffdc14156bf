import { mayAs } from '@handoff/shared/api';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Empty } from '@handoff/wp-plugin/ui/Empty.tsx';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Page } from '@handoff/wp-plugin/ui/Page.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { useState } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { roleIn, useSession } from '../../app/session.tsx';
import { ConnectSite } from './ConnectSite.tsx';
import { RevokeSource } from './RevokeSource.tsx';
import { type Source, SourceTable } from './SourceTable.tsx';

/** Where events come from, and how another site is connected. */
export default function SourcesScreen() {
  const workspaceId = useWorkspaceId();
  const mayRevoke = mayAs(roleIn(useSession(), workspaceId) ?? 'viewer', 'manager');
  const sources = useServer('listSources', { params: { workspaceId } }, { every: 15_000 });
  const [revoking, revoke] = useState<Source>();
  return (
    <Page title={__('Sites and shops', 'handoff')} intro={__('Where events come from.', 'handoff')}>
      {sources.error !== null && <ErrorNotice error={sources.error} retry={() => void sources.refetch()} />}
      {sources.data === undefined && sources.error === null && <Loading lines={4} />}
      {sources.data !== undefined &&
        (sources.data.items.length === 0 ? (
          <Empty title={__('Nothing is connected yet', 'handoff')}>
            <p>{__('Connect a site below. What happens there then shows up under Activity.', 'handoff')}</p>
          </Empty>
        ) : (
          <SourceTable sources={sources.data.items} {...(mayRevoke ? { onRevoke: revoke } : {})} />
        ))}
      <div className="handoff-console-gap">
        <Section title={__('Connect another', 'handoff')}>
          <ConnectSite />
        </Section>
      </div>
      {revoking !== undefined && <RevokeSource source={revoking} onClose={() => revoke(undefined)} />}
    </Page>
  );
}
