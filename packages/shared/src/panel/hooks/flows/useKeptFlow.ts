import { useMemo } from 'react';
import type { FlowSpec } from '../../../flow/index.ts';
import { type Flow, latestVersion, newFlow } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import { type Catalog, useCatalog } from './useCatalog.ts';

export interface KeptFlow {
  /** What the editor begins with; undefined until it is known. */
  ready: { flow: Flow | null; kept: FlowSpec; place: string; catalog: Catalog } | undefined;
  /** The flow's name as far as it is known. */
  name: string | undefined;
  error: Error | null;
  retry: () => void;
}

/** One flow as the server keeps it, or a new one (`flowId` null) of this host, which a form starts where one is given. */
export function useKeptFlow(flowId: string | null, form?: string): KeptFlow {
  const { workspaceId, sourceId, usualType } = usePanelHost();
  const flow = useServer('getFlow', { params: { workspaceId, flowId: flowId ?? '' } }, { enabled: flowId !== null });
  const { catalog, isLoading, error, retry } = useCatalog();
  const blank = useMemo(
    () => (form === undefined ? newFlow(sourceId, [], usualType) : newFlow(sourceId, [form])),
    [sourceId, form, usualType],
  );
  const failed = error ?? (flow.data === undefined ? flow.error : null);
  const isKnown = failed === null && !isLoading && (flowId === null || flow.data !== undefined);
  const kept = flow.data === undefined ? undefined : latestVersion(flow.data)?.spec;
  const place = `handoff:flow:${workspaceId}:${flowId ?? 'new'}`;
  return {
    ready: isKnown ? { flow: flow.data ?? null, kept: kept ?? blank, place, catalog } : undefined,
    name: flow.data?.name,
    error: failed,
    retry: () => {
      retry();
      if (flowId !== null) void flow.refetch();
    },
  };
}
