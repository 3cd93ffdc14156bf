import { ApiError } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import { type Flow, placeProblems, suggestedName } from '@handoff/shared/panel';
import {
  type Catalog,
  EditorContext,
  usePanelHost,
  useFieldNames,
  useFlowEditor,
  useSample,
  useSave,
  useWords,
} from '@handoff/shared/panel/hooks';
import { useMemo, useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { __ } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ConditionsPart } from '../conditions/ConditionsPart.tsx';
import { StepList } from '../steps/StepList.tsx';
import { TriggerPart } from '../trigger/TriggerPart.tsx';
import { EditorBar } from './EditorBar.tsx';
import { EditorNotices } from './EditorNotices.tsx';
import { FlowFacts } from './FlowFacts.tsx';
import { NameField } from './NameField.tsx';
import { Watched } from './Watched.tsx';

interface FlowEditorProps {
  /** Null for a flow nobody has saved yet. */
  flow: Flow | null;
  kept: FlowSpec;
  /** Where unsaved edits are kept in the browser. */
  place: string;
  catalog: Catalog;
}

export function FlowEditor({ flow, kept, place, catalog }: FlowEditorProps) {
  const { canManage } = useStatus().person;
  const [, navigate] = useLocation();
  const editing = useFlowEditor(kept, place);
  const { spec } = editing;
  const sample = useSample(spec);
  const words = useWords(spec, sample);
  const fieldName = useFieldNames(spec.steps, catalog);
  const { defaults } = usePanelHost();
  const [givenName, setName] = useState('');
  const name = flow?.name ?? (givenName.trim() === '' ? suggestedName(spec, catalog.names) : givenName.trim());
  const saving = useSave();
  const [refused, setRefused] = useState<Error | null>(null);
  const problems = useMemo(
    () => (refused instanceof ApiError ? placeProblems(refused.details.problems ?? [], spec) : []),
    // The problems are about what was sent, and keep their places while it is mended.
    [refused],
  );

  /** Whether what is shown is at the server now. */
  const save = async (): Promise<boolean> => {
    setRefused(null);
    if (flow !== null && !editing.isEdited) return true;
    try {
      const saved = await saving.mutateAsync({ flowId: flow?.id ?? null, name, base: editing.base, spec });
      editing.saved(spec);
      if (flow === null) navigate(`/flows/${saved.id}`, { replace: true });
      return true;
    } catch (error) {
      setRefused(error as Error);
      return false;
    }
  };

  const editor = { spec, edit: editing.edit, readOnly: !canManage, catalog, sample, words, fieldName, defaults, problems };
  return (
    <EditorContext.Provider value={editor}>
      <Page
        title={flow?.name ?? __('New flow', 'handoff')}
        intro={
          flow === null ? __('Say what starts it and what is to be done. It does nothing until you publish it.', 'handoff') : undefined
        }
        actions={flow !== null && <FlowFacts flow={flow} />}
      >
        {canManage && <EditorBar flow={flow} editing={editing} save={save} isSaving={saving.isPending} onRefused={setRefused} />}
        <EditorNotices flow={flow} editing={editing} refused={refused} problems={problems} />
        {flow === null && <NameField value={givenName} suggested={name} onChange={setName} />}
        {flow !== null && flow.shadow !== null && <Watched flow={flow} />}
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
