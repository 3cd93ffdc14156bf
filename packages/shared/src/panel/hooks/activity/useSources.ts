import { useMemo } from 'react';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import type { ActivityLine, WaitingRow } from './types.ts';

/** Where events come from and of what kinds they are, to choose from: what this host tells of, and what is in the list. */
export function useSources(): {
  options: { value: string; label: string }[];
  types: (lines: readonly ActivityLine<WaitingRow>[]) => string[];
} {
  const { workspaceId, types: here } = usePanelHost();
  const sources = useServer('listSources', { params: { workspaceId } });
  return useMemo(
    () => ({
      options: (sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      types: (lines) => [...new Set([...here, ...lines.map((line) => (line.kind === 'event' ? line.event.type : line.row.type))])],
    }),
    [here, sources.data],
  );
}
