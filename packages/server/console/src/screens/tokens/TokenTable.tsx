import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
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
      first={{ label: __('Name', 'handoff'), cell: ({ name }) => name }}
      columns={[
        {
          label: __('Reaches', 'handoff'),
          cell: ({ workspaceId }) => (workspaceId === null ? __('The whole server', 'handoff') : (names.get(workspaceId) ?? workspaceId)),
        },
        { label: __('State', 'handoff'), cell: stateOf },
        { label: __('Last used', 'handoff'), cell: ({ lastUsedAt }) => <Ago at={lastUsedAt} /> },
        { label: __('Made', 'handoff'), cell: ({ createdAt }) => <Ago at={createdAt} /> },
        {
          label: __('Actions', 'handoff'),
          cell: (token) =>
            token.revokedAt === null ? <RowButton label={__('Revoke', 'handoff')} of={token.name} onClick={() => onRevoke(token)} /> : '–',
        },
      ]}
    />
  );
}

function stateOf({ revokedAt }: Token) {
  return revokedAt === null ? (
    <Status tone="good">{__('Good', 'handoff')}</Status>
  ) : (
    <Status tone="quiet">{__('Revoked', 'handoff')}</Status>
  );
}
