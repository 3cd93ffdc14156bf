import type { Mapping } from '../../../mapping/index.ts';
import { flowName, planFlow, type Wanted } from '../../index.ts';
import { useState } from 'react';
import { usePanelHost, useSourceId } from '../host.ts';
import { useServerAction } from '../server.ts';
import type { Connection } from '../answers.ts';

/** Makes the suggested flow and publishes it. Tried again after an error, it goes on with the draft that is there. */
export function useTurnOn(connection: Connection, operation: string) {
  const { workspaceId, person, t } = usePanelHost();
  const sourceId = useSourceId();
  const create = useServerAction('createFlow');
  const saveDraft = useServerAction('saveDraft');
  const publish = useServerAction('publishFlow');
  const [flowId, setFlowId] = useState<string>();
  const [error, setError] = useState<Error | null>(null);

  const keep = async (wanted: Wanted, mapping: Mapping): Promise<string> => {
    const spec = planFlow(wanted, sourceId, { connectionId: connection.id, operation, mapping });
    if (flowId !== undefined) {
      await saveDraft.mutateAsync({ params: { workspaceId, flowId }, body: { spec } });
      return flowId;
    }
    const name = flowName(wanted, connection.name, t);
    const { id } = await create.mutateAsync({ params: { workspaceId }, body: { name, owner: person.email, spec } });
    setFlowId(id);
    return id;
  };
  const attempt = async (work: () => Promise<string>): Promise<string | undefined> => {
    setError(null);
    try {
      return await work();
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return undefined;
    }
  };

  return {
    /** The draft, once there is one. */
    flowId,
    error,
    busy: create.isPending || saveDraft.isPending || publish.isPending,
    reset: () => setError(null),
    /** Both answer the flow's id, or undefined where `error` says why not. */
    draft: (wanted: Wanted, mapping: Mapping) => attempt(() => keep(wanted, mapping)),
    run: (wanted: Wanted, mapping: Mapping) =>
      attempt(async () => {
        const id = await keep(wanted, mapping);
        await publish.mutateAsync({ params: { workspaceId, flowId: id } });
        return id;
      }),
  };
}
