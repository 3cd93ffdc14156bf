import { useMemo } from 'react';
import { useCatalog } from '../flows/useCatalog.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';

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
  const { workspaceId, t } = usePanelHost();
  const params = { workspaceId };
  const sources = useServer('listSources', { params });
  const flows = useServer('listFlows', { params });
  const { catalog, isLoading, error } = useCatalog();
  return useMemo(() => {
    const known = !isLoading && error === null;
    return {
      connection: (id) => catalog.names.connection(id) ?? (known ? t('a removed connection') : UNKNOWN),
      source: finder(sources.data?.items, t('a source that is gone')),
      flow: finder(flows.data?.items, t('an archived flow')),
      operation: (connectionId, name) => catalog.names.operation(connectionId, name) ?? name,
      field: (connectionId, operation, path) =>
        catalog.declaredFields(connectionId, operation).find((field) => field.path === path)?.label ?? path,
    };
  }, [catalog, isLoading, error, sources.data, flows.data, t]);
}

const UNKNOWN = '…';

function finder(items: readonly { id: string; name: string }[] | undefined, gone: string): (id: string) => string {
  return (id) => (items === undefined ? UNKNOWN : (items.find((item) => item.id === id)?.name ?? gone));
}
