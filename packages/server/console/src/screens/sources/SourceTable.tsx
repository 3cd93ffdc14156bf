import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { Button } from '@wordpress/components';

export type Source = AnswerOf<typeof endpoints.listSources>['items'][number];

const KINDS: Record<string, string> = { wordpress: 'WordPress', shopify: 'Shopify', stripe: 'Stripe', webhook: 'Webhook' };

interface SourceTableProps {
  sources: readonly Source[];
  /** Absent where the person may not. */
  onRevoke?: (source: Source) => void;
}

export function SourceTable({ sources, onRevoke }: SourceTableProps) {
  return (
    <table className="handoff-console-table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">State</th>
          <th scope="col">Last event</th>
          <th scope="col">Connected</th>
          {onRevoke !== undefined && <th scope="col">Actions</th>}
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.id}>
            <th scope="row">
              {source.name}
              {source.url !== '' && <div className="handoff-quiet">{source.url}</div>}
            </th>
            <td data-label="Kind">{KINDS[source.kind] ?? source.kind}</td>
            <td data-label="State">
              {source.revokedAt === null ? <Status tone="good">Connected</Status> : <Status tone="quiet">Disconnected</Status>}
            </td>
            <td data-label="Last event">
              <Ago at={source.lastEventAt} />
            </td>
            <td data-label="Connected">
              <Ago at={source.createdAt} />
            </td>
            {onRevoke !== undefined && (
              <td data-label="Actions">
                {source.revokedAt === null ? (
                  <Button variant="secondary" isDestructive size="compact" onClick={() => onRevoke(source)}>
                    Disconnect<span className="screen-reader-text"> {source.name}</span>
                  </Button>
                ) : (
                  '–'
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
