import { useKeptFlow } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { FlowEditor } from './FlowEditor.tsx';

/** One flow, or a new one (`flowId` null) that a form starts. */
export function EditorScreen({ flowId, form }: { flowId: string | null; form?: string | undefined }) {
  const { ready, name, error, retry } = useKeptFlow(flowId, form);
  if (ready !== undefined) return <FlowEditor {...ready} />;
  return (
    <Page title={name ?? __('Flow', 'handoff')}>
      {error === null ? <Loading lines={12} /> : <ErrorNotice error={error} retry={retry} />}
    </Page>
  );
}
