import { useMemo } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useWorkspaceId } from '../../../app/panel.tsx';
import { useServer } from '../../../app/queries.ts';

/** Names for what events, deliveries and rows mention by id. What is gone is said to be gone. */
export interface Names {
  connection: (id: string) => string;
  source: (id: string) => string;
  flow: (id: string) => string;
}

/** As far as they are there: until then, and where the server does not answer, the ids stay out of sight. */
export function useNames(): Names {
  const params = { workspaceId: useWorkspaceId() };
  const connections = useServer('listConnections', { params });
  const sources = useServer('listSources', { params });
  const flows = useServer('listFlows', { params });
  return useMemo(
    () => ({
      connection: finder(connections.data?.items, __('a removed connection', 'handoff')),
      source: finder(sources.data?.items, __('a source that is gone', 'handoff')),
      flow: finder(flows.data?.items, __('an archived flow', 'handoff')),
    }),
    [connections.data, sources.data, flows.data],
  );
}

function finder(items: readonly { id: string; name: string }[] | undefined, gone: string): (id: string) => string {
  return (id) => (items === undefined ? '…' : (items.find((item) => item.id === id)?.name ?? gone));
}
