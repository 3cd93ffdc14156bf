import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { Button } from '@wordpress/components';

export type Token = AnswerOf<typeof endpoints.listTokens>['items'][number];

interface TokenTableProps {
  tokens: readonly Token[];
  /** Of workspaces, by id. */
  names: ReadonlyMap<string, string>;
  onRevoke: (token: Token) => void;
}

/** Those in use first. */
export function TokenTable({ tokens, names, onRevoke }: TokenTableProps) {
  const sorted = tokens.toSorted((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null));
  return (
    <table className="handoff-console-table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Reaches</th>
          <th scope="col">State</th>
          <th scope="col">Last used</th>
          <th scope="col">Made</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((token) => (
          <tr key={token.id}>
            <th scope="row">{token.name}</th>
            <td data-label="Reaches">
              {token.workspaceId === null ? 'The whole server' : (names.get(token.workspaceId) ?? token.workspaceId)}
            </td>
            <td data-label="State">
              {token.revokedAt === null ? <Status tone="good">Good</Status> : <Status tone="quiet">Revoked</Status>}
            </td>
            <td data-label="Last used">
              <Ago at={token.lastUsedAt} />
            </td>
            <td data-label="Made">
              <Ago at={token.createdAt} />
            </td>
            <td data-label="Actions">
              {token.revokedAt === null ? (
                <Button variant="secondary" isDestructive size="compact" onClick={() => onRevoke(token)}>
                  Revoke<span className="screen-reader-text"> {token.name}</span>
                </Button>
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
