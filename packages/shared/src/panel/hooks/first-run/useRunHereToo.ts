import { useState } from 'react';
import { alsoFor, type Flow } from '../../index.ts';
import { useSourceId, useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';

/** Publishes a flow's live version with this host added. A draft that somebody works on is put back as it was, with the host. */
export function useRunHereToo(flow: Flow): { run: () => Promise<boolean>; error: Error | null; busy: boolean } {
  const workspaceId = useWorkspaceId();
  const sourceId = useSourceId();
  const params = { workspaceId, flowId: flow.id };
  const save = useServerAction('saveDraft');
  const publish = useServerAction('publishFlow');
  const [error, setError] = useState<Error | null>(null);
  const run = async (): Promise<boolean> => {
    const { published, draft } = flow;
    if (published === null) return false;
    setError(null);
    try {
      await save.mutateAsync({ params, body: { spec: alsoFor(published.spec, sourceId) } });
      await publish.mutateAsync({ params }).catch(async (thrown: unknown) => {
        if (draft !== null) await save.mutateAsync({ params, body: { spec: draft.spec } });
        throw thrown;
      });
      if (draft !== null) await save.mutateAsync({ params, body: { spec: alsoFor(draft.spec, sourceId) } });
      return true;
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return false;
    }
  };
  return { run, error, busy: save.isPending || publish.isPending };
}
