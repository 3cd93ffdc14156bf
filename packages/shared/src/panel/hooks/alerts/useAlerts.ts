import type { AnswerOf } from '../../../api/client.ts';
import type { endpoints } from '../../../api/endpoints/index.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

export type AlertView = AnswerOf<typeof endpoints.listAlerts>['items'][number];

const LOOK_EVERY_MS = 15_000;
const WORST = ['problem', 'warning', 'finding'];

/** Alerts that are open, what is worst first, and those that are over. */
export function useAlerts() {
  const workspaceId = useWorkspaceId();
  const { data, error, refetch } = useServer('listAlerts', { params: { workspaceId } }, { every: LOOK_EVERY_MS });
  const open = data?.items.filter(({ resolvedAt }) => resolvedAt === null);
  return {
    open: open?.toSorted((a, b) => WORST.indexOf(a.severity) - WORST.indexOf(b.severity)),
    past: data?.items.filter(({ resolvedAt }) => resolvedAt !== null),
    error,
    retry: () => void refetch(),
  };
}
