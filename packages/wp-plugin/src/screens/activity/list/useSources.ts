import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useMemo } from '@wordpress/element';
import { useStatus } from '../../../app/panel.tsx';
import type { Line } from '../data/types.ts';

/** Where events come from and of what kinds they are, to choose from. */
export function useSources(): { options: { value: string; label: string }[]; types: (lines: readonly Line[]) => string[] } {
  const { sources: here } = useStatus();
  const sources = useServer('listSources', { params: { workspaceId: useWorkspaceId() } });
  return useMemo(
    () => ({
      options: (sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      types: (lines) => [
        ...new Set([
          ...here.filter(({ available }) => available).flatMap(({ types }) => types),
          ...lines.map((line) => (line.kind === 'event' ? line.event.type : line.row.type)),
        ]),
      ],
    }),
    [here, sources.data],
  );
}
