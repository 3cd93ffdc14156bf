import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { Status } from '../../../ui/Status.tsx';
import './connection.scss';

/** The site key's fingerprint as this site has it and as the server has it, for people to compare. */
export function Fingerprint() {
  const { pairing } = useStatus();
  const sources = useServer('listSources', { params: { workspaceId: useWorkspaceId() } });
  if (pairing === null) return null;
  const there = sources.data?.items.find(({ id }) => id === pairing.sourceId)?.fingerprint ?? undefined;
  return (
    <>
      <dl className="handoff-fingerprint">
        <dt>{__('This site', 'handoff')}</dt>
        <dd>
          <code>{pairing.fingerprint}</code>
        </dd>
        <dt>{fill(__('What {server} keeps for it', 'handoff'), { server: new URL(pairing.origin).host })}</dt>
        <dd>
          {there === undefined ? (
            <span className="handoff-quiet">{sources.error?.message ?? __('Asking…', 'handoff')}</span>
          ) : (
            <code>{there}</code>
          )}
        </dd>
      </dl>
      {there !== undefined && (
        <p>
          {there === pairing.fingerprint ? (
            <Status tone="good">{__('Both are the same.', 'handoff')}</Status>
          ) : (
            <Status tone="bad">{__('They differ. Disconnect this site, and connect it again with a new code.', 'handoff')}</Status>
          )}
        </p>
      )}
      <p className="handoff-quiet">
        {__(
          'To be certain, compare it with what whoever runs the server sees for this site. Nobody without this key can send in its name.',
          'handoff',
        )}
      </p>
    </>
  );
}
