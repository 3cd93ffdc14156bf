import { useEffect, useMemo, useState } from 'react';
import { ApiError } from '../../../api/index.ts';
import type { FlowSpec } from '../../../flow/index.ts';
import { type Flow, placeProblems, suggestedName } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { type Editor, useWords } from './editor.ts';
import type { Catalog } from './useCatalog.ts';
import { useFieldNames } from './useFieldNames.ts';
import { type FlowEditing, useFlowEditor } from './useFlowEditor.ts';
import { useSample } from './useSample.ts';
import { useSave } from './useSave.ts';

interface SessionOf {
  /** Null for a flow nobody has saved yet. */
  flow: Flow | null;
  kept: FlowSpec;
  /** Where unsaved edits are kept in the browser. */
  place: string;
  catalog: Catalog;
  /** A flow that was new has been saved: it has an address of its own now. Told once nothing of it is unsaved any more. */
  onCreated: (flow: Flow) => void;
}

export interface FlowSession {
  /** For `EditorContext`. */
  editor: Editor;
  editing: FlowEditing;
  /** What a new flow is called: as typed, or after what it does. */
  name: string;
  givenName: string;
  setName: (name: string) => void;
  /** Whether what is shown is at the server now; `refused` says why not. */
  save: () => Promise<boolean>;
  isSaving: boolean;
  refused: Error | null;
  setRefused: (error: Error | null) => void;
}

/** All that an editor of one flow works with, from the edits to what the server said of them. */
export function useFlowSession({ flow, kept, place, catalog, onCreated }: SessionOf): FlowSession {
  const { person, defaults } = usePanelHost();
  const editing = useFlowEditor(kept, place);
  const { spec } = editing;
  const sample = useSample(spec);
  const words = useWords(spec, sample);
  const fieldName = useFieldNames(spec.steps, catalog);
  const [givenName, setName] = useState('');
  const name = flow?.name ?? (givenName.trim() === '' ? suggestedName(spec, catalog.names) : givenName.trim());
  const saving = useSave();
  const [refused, setRefused] = useState<Error | null>(null);
  const [created, setCreated] = useState<Flow>();
  const { isEdited } = editing;
  // After the edits have been forgotten: whoever leaves before is asked about them, and has them again in the next new flow.
  useEffect(() => {
    if (created !== undefined && !isEdited) onCreated(created);
  }, [created, isEdited]);
  const problems = useMemo(
    () => (refused instanceof ApiError ? placeProblems(refused.details.problems ?? [], spec) : []),
    // The problems are about what was sent, and keep their places while it is mended.
    [refused],
  );

  const save = async (): Promise<boolean> => {
    setRefused(null);
    if (flow !== null && !isEdited) return true;
    try {
      const saved = await saving.mutateAsync({ flowId: flow?.id ?? created?.id ?? null, name, base: editing.base, spec });
      editing.saved(spec);
      if (flow === null) setCreated(saved);
      return true;
    } catch (error) {
      setRefused(error as Error);
      return false;
    }
  };

  return {
    editor: { spec, edit: editing.edit, readOnly: !person.canManage, catalog, sample, words, fieldName, defaults, problems },
    editing,
    name,
    givenName,
    setName,
    save,
    isSaving: saving.isPending,
    refused,
    setRefused,
  };
}
