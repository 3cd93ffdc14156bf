import type { FlowSpec } from '@handoff/shared/flow';
import { type Defaults, pathLabel, pathNames, type PlacedProblem, type Words } from '@handoff/shared/panel';
import { createContext, useContext, useMemo } from '@wordpress/element';
import { __, fill, t } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import type { Catalog } from '../data/useCatalog.ts';
import type { FieldNames } from '../data/useFieldNames.ts';
import type { Sample } from '../data/useSample.ts';
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
  return useMemo(() => {
    const records = steps.map(({ key }, index) => [
      `/steps/${key}/id`,
      fill(__('Record of step {number}', 'handoff'), { number: index + 1 }),
    ]);
    const names = { ...Object.fromEntries(records), ...pathNames({ envelope: envelope ?? {}, formFields }) };
    return { t, label: (pointer) => names[pointer] ?? pathLabel(pointer, names, t) };
  }, [steps, envelope, formFields]);
}

/** What a site's owner would choose anyway: the country of the site's language, the time zone of this computer. */
export function useDefaults(): Defaults {
  const { locale } = useStatus().site;
  return useMemo(
    () => ({
      country: /^[a-z]{2,3}[_-]([A-Z]{2})/.exec(locale)?.[1],
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [locale],
  );
}
