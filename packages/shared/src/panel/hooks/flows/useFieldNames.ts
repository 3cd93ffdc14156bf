import type { Step } from '../../../flow/index.ts';
import { extraField, type Field } from '../../index.ts';
import { useQueries } from '@tanstack/react-query';
import { usePanelHost } from '../host.ts';
import type { Catalog } from './useCatalog.ts';

type Place = Pick<Step, 'connection' | 'operation'>;

/** What a field of a step's destination is called. */
export type FieldNames = (step: Place | undefined, target: string) => string;

/** The names the accounts themselves give to the fields of these steps; where they cannot be asked, those the operations give. */
export function useFieldNames(steps: readonly Place[], catalog: Catalog): FieldNames {
  const { server, workspaceId } = usePanelHost();
  const places = [...new Map(steps.map(({ connection, operation }) => [`${connection} ${operation}`, { connection, operation }])).values()];
  const listed = useQueries({
    // The same questions as the mapping editor asks, so that each is asked once.
    queries: places.map(({ connection, operation }) => {
      const input = { params: { workspaceId, connectionId: connection, operation } };
      return { queryKey: ['server', 'listFields', input], queryFn: () => server('listFields', input) };
    }),
  });
  return (step, target) => {
    if (step === undefined) return extraField(target).label;
    const index = places.findIndex(({ connection, operation }) => connection === step.connection && operation === step.operation);
    const fields: readonly Field[] = listed[index]?.data?.items ?? catalog.declaredFields(step.connection, step.operation);
    return fields.find(({ path }) => path === target)?.label ?? extraField(target).label;
  };
}
