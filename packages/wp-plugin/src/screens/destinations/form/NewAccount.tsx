import { type Connection, type Destination, useNewAccount, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
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
  const { begun, name } = useNewAccount(destination, connections);
  return <ConnectionForm destination={destination} name={name} connection={begun} onWorks={onWorks} />;
}
