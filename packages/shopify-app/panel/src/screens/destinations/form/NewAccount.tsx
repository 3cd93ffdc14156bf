import { type Connection, type Destination, useNewAccount, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';

interface NewAccountProps {
  destination: Destination;
  onWorks: (connection: Connection) => void;
}

/** Connects a new account of a system. */
export function NewAccount({ destination, onWorks }: NewAccountProps) {
  const { data, error, refetch } = useServer('listConnections', { params: { workspaceId: useWorkspaceId() } });
  return (
    <Section title={t('Account')}>
      {data !== undefined ? (
        <Fields destination={destination} connections={data.items} onWorks={onWorks} />
      ) : error === null ? (
        <Loading />
      ) : (
        <ErrorNotice error={error} retry={() => void refetch()} />
      )}
    </Section>
  );
}

function Fields({ destination, connections, onWorks }: NewAccountProps & { connections: readonly Connection[] }) {
  const { begun, name } = useNewAccount(destination, connections);
  return <ConnectionForm destination={destination} name={name} connection={begun} onWorks={onWorks} />;
}
