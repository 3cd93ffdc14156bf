import { ApiError } from '../../../api/index.ts';
import type { FlowSpec } from '../../../flow/index.ts';
import type { Flow } from '../../index.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { usePanelHost } from '../host.ts';

export interface ToSave {
  /** Null for a flow that is not there yet. */
  flowId: string | null;
  name: string;
  /** What the edits began from. */
  base: FlowSpec;
  spec: FlowSpec;
}

/**
 * Saves a flow as its draft and answers the flow as it is then. What somebody else saved since the edits began is never
 * written over: that is an error, and the flow is read anew so that the editor shows what is there.
 */
export function useSave() {
  const { server, t, workspaceId, person } = usePanelHost();
  const { email } = person;
  const queries = useQueryClient();
  const keep = async (flow: Flow) => {
    const queryKey = ['server', 'getFlow', { params: { workspaceId, flowId: flow.id } }];
    // An answer from before the save that is still on its way would put the old version back.
    await queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, flow);
    return flow;
  };
  return useMutation({
    mutationFn: async ({ flowId, name, base, spec }: ToSave): Promise<Flow> => {
      if (flowId === null) {
        return keep(
          await server('createFlow', { params: { workspaceId }, body: { name, spec, ...(email === '' ? {} : { owner: email }) } }),
        );
      }
      const params = { workspaceId, flowId };
      try {
        await server('saveDraft', { params, body: { spec, base } });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
        await keep(await server('getFlow', { params }));
        throw new ApiError(409, { code: 'conflict', message: t('Somebody else saved this flow meanwhile, so nothing was saved.') });
      }
      return keep(await server('getFlow', { params }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['server', 'listFlows'] }),
  });
}
