import type { Connection, Operation } from '../answers.ts';
import { fitToForms, formsOf, leftOut, planRows, type Wanted, wantedType } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import { useTurnOn } from './useTurnOn.ts';

/** The flow that is suggested for what somebody wants sent to a connection: what fills what, and turning it on. */
export function useSuggestedFlow(connection: Connection, operation: Operation, wanted: Wanted) {
  const { workspaceId, t } = usePanelHost();
  const params = { workspaceId, connectionId: connection.id, operation: operation.name };
  const mapping = useServer('defaultMapping', { params, query: { type: wantedType(wanted) } });
  const listed = useServer('listFields', { params });
  const turnOn = useTurnOn(connection, operation.name);
  const forms = formsOf(wanted);
  const fitted = mapping.data === undefined ? undefined : fitToForms(mapping.data.mapping, forms);
  return {
    /** Undefined until it is known. */
    mapping: fitted,
    rows: fitted === undefined || listed.isPending ? undefined : planRows(fitted, listed.data?.items ?? operation.fields, forms, t),
    /** Fields of the form that are not sent yet. */
    missed: fitted === undefined || wanted.kind !== 'form' ? [] : leftOut(fitted, wanted.form.fields, t),
    error: mapping.error,
    retry: () => void mapping.refetch(),
    turnOn,
  };
}
