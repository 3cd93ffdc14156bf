import { screeningOf } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useMemo } from '@wordpress/element';
import { useStatus } from '../../app/panel.tsx';

/** How this site is screened; undefined until the server has said so. */
export function useScreening(): {
  sourceId: string;
  screening: ReturnType<typeof screeningOf> | undefined;
  error: Error | null;
  retry: () => void;
} {
  const sourceId = useStatus().pairing?.sourceId ?? '';
  const sources = useServer('listSources', { params: { workspaceId: useWorkspaceId() } });
  const source = sources.data?.items.find(({ id }) => id === sourceId);
  const screening = useMemo(() => (source === undefined ? undefined : screeningOf(source.settings)), [source]);
  return { sourceId, screening, error: sources.error, retry: () => void sources.refetch() };
}
