import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { RowButton } from '../../ui/RowButton.tsx';
import { Table } from '../../ui/Table.tsx';

export type Source = AnswerOf<typeof endpoints.listSources>['items'][number];

const KINDS: Record<string, string> = { wordpress: 'WordPress', shopify: 'Shopify', stripe: 'Stripe', webhook: 'Webhook' };

interface SourceTableProps {
  sources: readonly Source[];
  /** Absent where the person may not. */
  onRevoke?: (source: Source) => void;
}

export function SourceTable({ sources, onRevoke }: SourceTableProps) {
  const actions =
    onRevoke === undefined
      ? []
      : [{ label: __('Actions', 'handoff'), cell: (source: Source) => <Revoke source={source} onRevoke={onRevoke} /> }];
  return (
    <Table
      rows={sources}
      keyOf={({ id }) => id}
      first={{ label: __('Name', 'handoff'), cell: nameOf }}
      columns={[
        { label: __('Kind', 'handoff'), cell: ({ kind }) => KINDS[kind] ?? kind },
        { label: __('State', 'handoff'), cell: stateOf },
        { label: __('Last event', 'handoff'), cell: ({ lastEventAt }) => <Ago at={lastEventAt} /> },
        { label: __('Connected', 'handoff'), cell: ({ createdAt }) => <Ago at={createdAt} /> },
        ...actions,
      ]}
    />
  );
}

function nameOf({ name, url }: Source) {
  return (
    <>
      {name}
      {url !== '' && <div className="handoff-quiet">{url}</div>}
    </>
  );
}

function stateOf({ revokedAt }: Source) {
  return revokedAt === null ? (
    <Status tone="good">{__('Connected', 'handoff')}</Status>
  ) : (
    <Status tone="quiet">{__('Disconnected', 'handoff')}</Status>
  );
}

function Revoke({ source, onRevoke }: { source: Source; onRevoke: (source: Source) => void }) {
  return source.revokedAt === null ? (
    <RowButton label={__('Disconnect', 'handoff')} of={source.name} onClick={() => onRevoke(source)} />
  ) : (
    '–'
  );
}
