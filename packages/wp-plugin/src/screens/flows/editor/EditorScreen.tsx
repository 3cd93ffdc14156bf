import type { FlowSpec } from '@handoff/shared/flow';
import { type Flow, latestVersion, newFlow } from '@handoff/shared/panel';
import { useCatalog, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useMemo } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { FlowEditor } from './FlowEditor.tsx';

/** One flow, or a new one (`flowId` null) that a form starts. */
export function EditorScreen({ flowId, form }: { flowId: string | null; form?: string | undefined }) {
  const workspaceId = useWorkspaceId();
  const { pairing } = useStatus();
  const flow = useServer('getFlow', { params: { workspaceId, flowId: flowId ?? '' } }, { enabled: flowId !== null });
  const { catalog, isLoading, error, retry } = useCatalog();
  const blank = useMemo(() => newFlow(pairing?.sourceId, form === undefined ? [] : [form]), [pairing?.sourceId, form]);

  const failed = error ?? (flow.data === undefined ? flow.error : null);
  if (failed !== null) {
    const again = () => {
      retry();
      if (flowId !== null) void flow.refetch();
    };
    return (
      <Page title={__('Flow', 'handoff')}>
        <ErrorNotice error={failed} retry={again} />
      </Page>
    );
  }
  if (isLoading || (flowId !== null && flow.data === undefined)) {
    return (
      <Page title={flow.data?.name ?? __('Flow', 'handoff')}>
        <Loading lines={12} />
      </Page>
    );
  }
  const kept = specOf(flow.data) ?? blank;
  const place = `handoff:flow:${workspaceId}:${flowId ?? 'new'}`;
  return <FlowEditor flow={flow.data ?? null} kept={kept} place={place} catalog={catalog} />;
}

function specOf(flow: Flow | undefined): FlowSpec | undefined {
  return flow === undefined ? undefined : latestVersion(flow)?.spec;
}
