import { useMemo } from 'react';
import { type HealthItem, healthItems } from '../../health/index.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';

const LOOK_EVERY_MS = 30_000;

/** How everything is, in the person's language, looked at every half minute. Undefined until the server answered once. */
export function useHealthReport() {
  const { workspaceId, sourceId, t } = usePanelHost();
  const { data, error, refetch } = useServer('healthReport', { params: { workspaceId } }, { every: LOOK_EVERY_MS });
  const items = useMemo<HealthItem[] | undefined>(
    () => (data === undefined ? undefined : healthItems(data, Date.parse(data.at), t, sourceId)),
    [data, t, sourceId],
  );
  return { items, alerts: data?.alerts ?? [], error, retry: () => void refetch() };
}
