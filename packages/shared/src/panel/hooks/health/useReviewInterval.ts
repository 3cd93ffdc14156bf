import { usePanelHost } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';

/** After how many days something asks to be looked through again; 0: never. Undefined until it is known. */
export function useReviewInterval() {
  const { workspaceId } = usePanelHost();
  const params = { workspaceId };
  const { data } = useServer('getHealthSettings', { params });
  const save = useServerAction('setHealthSettings');
  return {
    days: save.isPending ? save.variables.body.reviewEveryDays : data?.reviewEveryDays,
    set: (reviewEveryDays: number) => {
      if (data !== undefined) save.mutate({ params, body: { ...data, reviewEveryDays } });
    },
    error: save.error,
  };
}
