import { useKeptFlow } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { FlowEditor } from './FlowEditor.tsx';

/** One flow, or a new one (`flowId` null). */
export function EditorScreen({ flowId }: { flowId: string | null }) {
  const { ready, name, error, retry } = useKeptFlow(flowId);
  if (ready !== undefined) return <FlowEditor {...ready} />;
  return (
    <Page title={name ?? t('Flow')} size="large">
      {error === null ? <Loading lines={12} /> : <ErrorNotice error={error} retry={retry} />}
    </Page>
  );
}
