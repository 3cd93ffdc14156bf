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
  const there = sources.data?.items.find(({ id }) => id === pairing.sourceId)?.fingerprint ?? null;
  return (
    <>
      <dl className="handoff-fingerprint">
        <dt>{__('This site', 'handoff')}</dt>
        <dd>
          <code>{pairing.fingerprint}</code>
        </dd>
        <dt>{fill(__('What {server} keeps for it', 'handoff'), { server: new URL(pairing.origin).host })}</dt>
        <dd>
          <code>{there ?? '–'}</code>
        </dd>
      </dl>
      {/* Stands there from the start: the buttons below must not move away under a hand that is about to press one. */}
      <p role="status">
        {sources.data === undefined ? <Asking error={sources.error} /> : <Compared areSame={there === pairing.fingerprint} />}
      </p>
      <p className="handoff-quiet">
        {__(
          'To be certain, compare it with what whoever runs the server sees for this site. Nobody without this key can send in its name.',
          'handoff',
        )}
      </p>
    </>
  );
}

function Asking({ error }: { error: Error | null }) {
  return error === null ? <Status tone="quiet">{__('Asking…', 'handoff')}</Status> : <Status tone="attention">{error.message}</Status>;
}

function Compared({ areSame }: { areSame: boolean }) {
  return areSame ? (
    <Status tone="good">{__('Both are the same.', 'handoff')}</Status>
  ) : (
    <Status tone="bad">{__('They differ. Disconnect this site, and connect it again with a new code.', 'handoff')}</Status>
  );
}
