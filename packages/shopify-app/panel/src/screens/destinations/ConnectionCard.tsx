import { connectionState, type Flow, missingScopes } from '@handoff/shared/panel';
import { type Connection, type Destination, usesOf } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Go } from '../../ui/Go.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { untilWords } from '../../ui/times.ts';
import { ConnectionActions } from './ConnectionActions.tsx';
import { RemoveConnection } from './RemoveConnection.tsx';

interface ConnectionCardProps {
  connection: Connection;
  /** Undefined until it is known, or where the server does not know it any more. */
  destination: Destination | undefined;
  lastSuccessAt: string | null | undefined;
  flows: readonly Flow[] | undefined;
}

export function ConnectionCard({ connection, destination, lastSuccessAt, flows }: ConnectionCardProps) {
  const { shop } = useStatus();
  const [removing, setRemoving] = useState(false);
  const state = connectionState(connection, t);
  const missing = missingScopes(connection.scopes, destination?.operations ?? []);
  const uses = flows === undefined ? undefined : usesOf(connection.id, flows);
  const facts: Parameters<typeof Facts>[0]['facts'] = [
    [t('System'), destination?.title ?? connection.destination],
    [t('Connected as'), connection.account ?? t('not known yet')],
    [t('Owner'), connection.owner ?? t('nobody')],
    ...(lastSuccessAt === undefined ? [] : [[t('Last delivered'), <Ago at={lastSuccessAt} />] as const]),
    ...(uses === undefined
      ? []
      : [[t('Used by'), uses.length === 0 ? t('no flow yet') : uses.map(({ flow }) => flow.name).join(', ')] as const]),
    ...(missing.length === 0 ? [] : [[t('Permissions'), <Missing id={connection.id} count={missing.length} />] as const]),
  ];
  return (
    <Section title={connection.name}>
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <Status tone={state.tone}>{state.label}</Status>
      </s-stack>
      {state.detail !== null && (
        <Notice tone={state.tone === 'bad' ? 'critical' : 'warning'}>
          <s-paragraph>
            {state.detail} {untilWords(state.until, shop.timezone)}
          </s-paragraph>
        </Notice>
      )}
      <Facts facts={facts} />
      <ConnectionActions connection={connection} todo={state.todo} onRemove={() => setRemoving(true)} />
      {removing && <RemoveConnection connection={connection} uses={uses} onClose={() => setRemoving(false)} />}
    </Section>
  );
}

function Missing({ id, count }: { id: string; count: number }) {
  return <Go to={`/destinations/${id}`}>{fill(_n('{count} is missing', '{count} are missing', count), { count })}</Go>;
}
