import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { RowButton } from '../../ui/RowButton.tsx';
import { Table } from '../../ui/Table.tsx';

export type Token = AnswerOf<typeof endpoints.listTokens>['items'][number];

interface TokenTableProps {
  tokens: readonly Token[];
  /** Of workspaces, by id. */
  names: ReadonlyMap<string, string>;
  onRevoke: (token: Token) => void;
}

/** Those in use first. */
export function TokenTable({ tokens, names, onRevoke }: TokenTableProps) {
  return (
    <Table
      rows={tokens.toSorted((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null))}
      keyOf={({ id }) => id}
      first={{ label: 'Name', cell: ({ name }) => name }}
      columns={[
        {
          label: 'Reaches',
          cell: ({ workspaceId }) => (workspaceId === null ? 'The whole server' : (names.get(workspaceId) ?? workspaceId)),
        },
        { label: 'State', cell: stateOf },
        { label: 'Last used', cell: ({ lastUsedAt }) => <Ago at={lastUsedAt} /> },
        { label: 'Made', cell: ({ createdAt }) => <Ago at={createdAt} /> },
        {
          label: 'Actions',
          cell: (token) => (token.revokedAt === null ? <RowButton label="Revoke" of={token.name} onClick={() => onRevoke(token)} /> : '–'),
        },
      ]}
    />
  );
}

function stateOf({ revokedAt }: Token) {
  return revokedAt === null ? <Status tone="good">Good</Status> : <Status tone="quiet">Revoked</Status>;
}
