import type { FlowSpec } from '../../../flow/index.ts';
import { type Defaults, pathLabel, pathNames, type PlacedProblem, type Words } from '../../index.ts';
import { createContext, useContext, useMemo } from 'react';
import { fill } from '../../translate.ts';
import { usePanelHost } from '../host.ts';
import type { Catalog } from './useCatalog.ts';
import type { FieldNames } from './useFieldNames.ts';
import type { Sample } from './useSample.ts';
import type { FlowEditing } from './useFlowEditor.ts';

/** What every part of the editor needs. */
export interface Editor {
  spec: FlowSpec;
  edit: FlowEditing['edit'];
  /** For people who may look and not change. */
  readOnly: boolean;
  catalog: Catalog;
  sample: Sample;
  words: Words;
  fieldName: FieldNames;
  defaults: Defaults;
  /** What the server found wrong when it was last asked to save or publish. */
  problems: readonly PlacedProblem[];
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('This part of the flow editor is shown outside of it.');
  return editor;
}

/** Names of the sample's fields, for rules and conditions in words. */
export function useWords({ steps }: FlowSpec, { envelope, formFields }: Pick<Sample, 'envelope' | 'formFields'>): Words {
  const { t } = usePanelHost();
  return useMemo(() => {
    const records = steps.map(({ key }, index) => [`/steps/${key}/id`, fill(t('Record of step {number}'), { number: index + 1 })]);
    const names = { ...Object.fromEntries(records), ...pathNames({ envelope: envelope ?? {}, formFields }) };
    return { t, label: (pointer) => names[pointer] ?? pathLabel(pointer, names, t) };
  }, [steps, envelope, formFields, t]);
}
