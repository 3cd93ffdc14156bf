import { type Connection, type Destination, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';

interface NewAccountProps {
  destination: Destination;
  onWorks: (connection: Connection) => void;
}

/** Connects a new account of a system; one that was begun and never signed in to is gone on with. */
export function NewAccount({ destination, onWorks }: NewAccountProps) {
  const { data, error, refetch } = useServer('listConnections', { params: { workspaceId: useWorkspaceId() } });
  return (
    <Section title={__('Account', 'handoff')}>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <ErrorNotice error={error} retry={() => void refetch()} />
        )
      ) : (
        <Form destination={destination} connections={data.items} onWorks={onWorks} />
      )}
    </Section>
  );
}

function Form({ destination, connections, onWorks }: NewAccountProps & { connections: readonly Connection[] }) {
  // As it was when the form opened: what the form itself saves changes the list.
  const [begun] = useState(() => connections.find(({ destination: type, authorized }) => type === destination.type && !authorized));
  const [name] = useState(() => freeName(destination.title, connections));
  return <ConnectionForm destination={destination} name={name} {...(begun === undefined ? {} : { connection: begun })} onWorks={onWorks} />;
}

function freeName(title: string, connections: readonly Connection[]): string {
  const taken = new Set(connections.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(name)) return name;
  }
}
