import { screeningOf } from '../../index.ts';
import { useMemo } from 'react';
import { useSourceId, useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

/** How what this host sends is screened; undefined until the server has said so. */
export function useScreening(): {
  sourceId: string;
  screening: ReturnType<typeof screeningOf> | undefined;
  error: Error | null;
  retry: () => void;
} {
  const workspaceId = useWorkspaceId();
  const sourceId = useSourceId();
  const sources = useServer('listSources', { params: { workspaceId } });
  const source = sources.data?.items.find(({ id }) => id === sourceId);
  const screening = useMemo(() => (source === undefined ? undefined : screeningOf(source.settings)), [source]);
  return { sourceId, screening, error: sources.error, retry: () => void sources.refetch() };
}
