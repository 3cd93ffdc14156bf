import { useMemo } from 'react';
import type { Field, FlowNames } from '../../index.ts';
import type { Connection, Destination, Operation } from '../answers.ts';
import { usePanelHost } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';
import { formTitle } from './form-title.ts';

/** What flows are made of: the workspace's connections with what each can do, and the names of all of it. */
export interface Catalog {
  connections: readonly Connection[];
  destinationOf: (connectionId: string) => Destination | undefined;
  operationOf: (connectionId: string, name: string) => Operation | undefined;
  /** The fields an operation names by itself; the account may have more. */
  declaredFields: (connectionId: string, name: string) => readonly Field[];
  names: FlowNames;
}

/** The catalogue as far as it is there: until then, and where the server does not answer, names are missing and nothing else. */
export function useCatalog(): { catalog: Catalog; isLoading: boolean; isAwaited: boolean; error: Error | null; retry: () => void } {
  const { workspaceId, t, forms } = usePanelHost();
  const params = { workspaceId };
  const connections = useServer('listConnections', { params });
  const destinations = useServer('listDestinations', {});
  const catalog = useMemo((): Catalog => {
    const items = connections.data?.items ?? [];
    const destinationOf = (id: string) => {
      const connection = items.find((one) => one.id === id);
      return destinations.data?.items.find(({ type }) => type === connection?.destination);
    };
    const operationOf = (id: string, name: string) => destinationOf(id)?.operations.find((operation) => operation.name === name);
    return {
      connections: items,
      destinationOf,
      operationOf,
      declaredFields: (id, name) => operationOf(id, name)?.fields ?? [],
      names: {
        t,
        form: (id) => formTitle(forms, id),
        connection: (id) => items.find((one) => one.id === id)?.name,
        operation: (id, name) => operationOf(id, name)?.title,
      },
    };
  }, [connections.data, destinations.data, forms, t]);
  return {
    catalog,
    isLoading: connections.isPending || destinations.isPending,
    isAwaited: [connections, destinations].some(isAwaited),
    // What is known stays good while it cannot be asked for anew.
    error: connections.data !== undefined && destinations.data !== undefined ? null : (connections.error ?? destinations.error),
    retry: () => void Promise.all([connections.refetch(), destinations.refetch()]),
  };
}
