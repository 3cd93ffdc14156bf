import { useMutation } from '@tanstack/react-query';
import { usePanelHost, useSourceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { saveFile } from '../save-file.ts';
import { useServer, useServerAction } from '../server.ts';

/** What the filter has learned from this host's people, handing it out, and forgetting it. */
export function useLearned() {
  const { server, workspaceId } = usePanelHost();
  const params = { workspaceId, sourceId: useSourceId() };
  const screening = useServer('getScreening', { params });
  const forget = useServerAction('forgetScreening');
  const handOut = useMutation({
    mutationFn: async () => {
      const weights = await server('exportScreening', { params });
      saveFile('handoff-filter-{day}.json', JSON.stringify(weights), 'application/json');
    },
  });
  return {
    learned: screening.data?.learned,
    isAwaited: isAwaited(screening),
    error: screening.error,
    retry: () => void screening.refetch(),
    handOut: { run: () => handOut.mutate(), busy: handOut.isPending, isDone: handOut.isSuccess, error: handOut.error },
    forget: {
      /** Answers through `onDone` once it is forgotten. */
      run: (onDone: () => void) => forget.mutate({ params }, { onSuccess: onDone }),
      busy: forget.isPending,
      isDone: forget.isSuccess,
      error: forget.error,
    },
  };
}

export type Learning = ReturnType<typeof useLearned>;
