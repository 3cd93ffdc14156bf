import { connectionState, type Flow, missingScopes } from '@handoff/shared/panel';
import { type Connection, type Destination, usePanelHost, usesOf } from '@handoff/shared/panel/hooks';
import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { __, _n, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { Until } from '../../ui/Until.tsx';
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
  const { canManage } = usePanelHost().person;
  const [removing, setRemoving] = useState(false);
  const state = connectionState(connection, t);
  const missing = missingScopes(connection.scopes, destination?.operations ?? []);
  const uses = flows === undefined ? undefined : usesOf(connection.id, flows);
  return (
    <Section title={connection.name} actions={<Status tone={state.tone}>{state.label}</Status>}>
      {state.detail !== null && (
        <Notice status={state.tone === 'bad' ? 'error' : 'warning'} isDismissible={false} className="handoff-notice">
          <p>
            {state.detail} <Until at={state.until} />
          </p>
        </Notice>
      )}
      <dl className="handoff-connection__facts">
        <Fact name={__('System', 'handoff')}>{destination?.title ?? connection.destination}</Fact>
        <Fact name={__('Connected as', 'handoff')}>{connection.account ?? __('not known yet', 'handoff')}</Fact>
        <Fact name={__('Owner', 'handoff')}>{connection.owner ?? __('nobody', 'handoff')}</Fact>
        {lastSuccessAt !== undefined && (
          <Fact name={__('Last delivered', 'handoff')}>
            <Ago at={lastSuccessAt} />
          </Fact>
        )}
        {uses !== undefined && (
          <Fact name={__('Used by', 'handoff')}>
            {uses.length === 0 ? __('no flow yet', 'handoff') : uses.map(({ flow }) => flow.name).join(', ')}
          </Fact>
        )}
        {missing.length > 0 && (
          <Fact name={__('Permissions', 'handoff')}>
            <a href={`#/destinations/${connection.id}`}>
              {fill(_n('{count} is missing', '{count} are missing', missing.length, 'handoff'), { count: missing.length })}
            </a>
          </Fact>
        )}
      </dl>
      {canManage ? (
        <ConnectionActions connection={connection} todo={state.todo} onRemove={() => setRemoving(true)} />
      ) : (
        <p>
          <Button variant="link" href={`#/destinations/${connection.id}`}>
            {__('Details', 'handoff')}
          </Button>
        </p>
      )}
      {removing && <RemoveConnection connection={connection} uses={uses} onClose={() => setRemoving(false)} />}
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
