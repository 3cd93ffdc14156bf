import { EditorContext, type KeptFlow, useFlowSession, usePanelHost } from '@handoff/shared/panel/hooks';
import { useLocation } from 'wouter';
import { __ } from '../../../app/i18n.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ConditionsPart } from '../conditions/ConditionsPart.tsx';
import { StepList } from '../steps/StepList.tsx';
import { TriggerPart } from '../trigger/TriggerPart.tsx';
import { DriftCheck } from './DriftCheck.tsx';
import { EditorBar } from './EditorBar.tsx';
import { EditorNotices } from './EditorNotices.tsx';
import { FlowFacts } from './FlowFacts.tsx';
import { NameField } from './NameField.tsx';
import { Watched } from './Watched.tsx';

export function FlowEditor(kept: NonNullable<KeptFlow['ready']>) {
  const { flow } = kept;
  const { canManage } = usePanelHost().person;
  const [, navigate] = useLocation();
  const session = useFlowSession({ ...kept, onCreated: ({ id }) => navigate(`/flows/${id}`, { replace: true }) });
  const { editor, editing, refused, setRefused } = session;
  return (
    <EditorContext.Provider value={editor}>
      <Page
        title={flow?.name ?? __('New flow', 'handoff')}
        intro={
          flow === null ? __('Say what starts it and what is to be done. It does nothing until you publish it.', 'handoff') : undefined
        }
        actions={flow !== null && <FlowFacts flow={flow} />}
      >
        {canManage && <EditorBar flow={flow} editing={editing} save={session.save} isSaving={session.isSaving} onRefused={setRefused} />}
        <EditorNotices flow={flow} editing={editing} refused={refused} problems={editor.problems} />
        {flow === null && <NameField value={session.givenName} suggested={session.name} onChange={session.setName} />}
        {flow !== null && flow.shadow !== null && <Watched flow={flow} />}
        {flow !== null && <DriftCheck flow={flow} />}
        <Section title={__('When', 'handoff')}>
          <TriggerPart />
        </Section>
        <Section title={__('Only if', 'handoff')}>
          <ConditionsPart />
        </Section>
        <StepList />
      </Page>
    </EditorContext.Provider>
  );
}
