import { useCatalog, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useMemo } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';

/** Names for what events, deliveries and rows mention by id. What is gone is said to be gone. */
export interface Names {
  connection: (id: string) => string;
  source: (id: string) => string;
  flow: (id: string) => string;
  /** What a connection's operation does: "Create or update a contact". */
  operation: (connectionId: string, name: string) => string;
  /** A field of the record that an operation sends, by its place in it. */
  field: (connectionId: string, operation: string, path: string) => string;
}

/** As far as they are there: until then, and where the server does not answer, the ids stay out of sight. */
export function useNames(): Names {
  const params = { workspaceId: useWorkspaceId() };
  const sources = useServer('listSources', { params });
  const flows = useServer('listFlows', { params });
  const { catalog, isLoading, error } = useCatalog();
  return useMemo(() => {
    const known = !isLoading && error === null;
    return {
      connection: (id) => catalog.names.connection(id) ?? (known ? __('a removed connection', 'handoff') : UNKNOWN),
      source: finder(sources.data?.items, __('a source that is gone', 'handoff')),
      flow: finder(flows.data?.items, __('an archived flow', 'handoff')),
      operation: (connectionId, name) => catalog.names.operation(connectionId, name) ?? name,
      field: (connectionId, operation, path) =>
        catalog.declaredFields(connectionId, operation).find((field) => field.path === path)?.label ?? path,
    };
  }, [catalog, isLoading, error, sources.data, flows.data]);
}

const UNKNOWN = '…';

function finder(items: readonly { id: string; name: string }[] | undefined, gone: string): (id: string) => string {
  return (id) => (items === undefined ? UNKNOWN : (items.find((item) => item.id === id)?.name ?? gone));
}
