import { EditorContext, type KeptFlow, useFlowSession } from '@handoff/shared/panel/hooks';
import { useLocation } from 'wouter';
import { t } from '../../../app/i18n.ts';
import { Go } from '../../../ui/Go.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { ConditionsPart } from '../conditions/ConditionsPart.tsx';
import { StepList } from '../steps/StepList.tsx';
import { TriggerPart } from '../trigger/TriggerPart.tsx';
import { DriftCheck } from './DriftCheck.tsx';
import { EditorBar } from './EditorBar.tsx';
import { EditorNotices } from './EditorNotices.tsx';
import { Watched } from './Watched.tsx';

/** One flow: what starts it, under which conditions, and what is done. */
export function FlowEditor(kept: NonNullable<KeptFlow['ready']>) {
  const { flow } = kept;
  const [, navigate] = useLocation();
  const session = useFlowSession({ ...kept, onCreated: ({ id }) => navigate(`/flows/${id}`, { replace: true }) });
  const { editor, editing, refused, setRefused } = session;
  const save = () => {
    if (editor.spec.steps.length === 0) setRefused(new Error(t('Add a step, then save.')));
    else void session.save();
  };
  const discard = () => {
    editing.discard();
    setRefused(null);
  };
  return (
    <EditorContext.Provider value={editor}>
      <Page
        title={flow?.name ?? t('New flow')}
        intro={flow === null ? t('Say what starts it and what is to be done. It does nothing until you publish it.') : undefined}
        size="large"
        actions={
          <Go slot="breadcrumb-actions" to="/flows">
            {t('Flows')}
          </Go>
        }
      >
        <SaveBar dirty={editing.isEdited} busy={session.isSaving} onSave={save} onDiscard={discard} />
        <EditorBar flow={flow} session={session} />
        <EditorNotices flow={flow} editing={editing} refused={refused} problems={editor.problems} />
        {flow === null && (
          <Section title={t('Name')}>
            <TextInput
              label={t('Name')}
              hideLabel
              value={session.givenName}
              placeholder={session.name}
              maxLength={200}
              onChange={session.setName}
            />
          </Section>
        )}
        {flow !== null && flow.shadow !== null && <Watched flow={flow} />}
        {flow !== null && <DriftCheck flow={flow} />}
        <Section title={t('When')}>
          <TriggerPart />
        </Section>
        <Section title={t('Only if')}>
          <ConditionsPart />
        </Section>
        <StepList />
      </Page>
    </EditorContext.Provider>
  );
}
