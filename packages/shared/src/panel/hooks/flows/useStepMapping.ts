import { useMemo, useState } from 'react';
import type { Step } from '../../../flow/index.ts';
import { type Field, mappingRows, problemsByRow, putField, type Row, type Rule } from '../../index.ts';
import { fill } from '../../translate.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import { useEditor } from './editor.ts';
import { type PreviewState, usePreview } from './usePreview.ts';

export interface StepMapping {
  rows: readonly Row[];
  /** The account's own fields; where it cannot be asked (`failure` says why), those the operation names by itself. */
  fields: readonly Field[];
  declared: readonly Field[];
  isLoading: boolean;
  failure: Error | null;
  preview: PreviewState;
  /** What is wrong, by the path of the row it is shown at; under '' what belongs to none. */
  problems: ReadonlyMap<string, string[]>;
  /** The row that is open. */
  active: string | undefined;
  setActive: (target: string | undefined) => void;
  /** With `isTyping`, edits of one field are undone together. */
  setRule: (target: string, rule: Rule, isTyping: boolean) => void;
  removeRule: (target: string) => void;
  /** Lets a field of the event fill a field of the destination, and opens that. */
  put: (path: string, target: string) => void;
  /** What was done last, for screen readers. */
  said: string;
}

/** One step's mapping under edit. */
export function useStepMapping(step: Step, earlier: readonly Step[]): StepMapping {
  const { workspaceId, person, t } = usePanelHost();
  const { catalog, edit, sample, defaults, words, problems: refused } = useEditor();
  const declared = catalog.declaredFields(step.connection, step.operation);
  const listed = useServer('listFields', { params: { workspaceId, connectionId: step.connection, operation: step.operation } });
  const fields = listed.data?.items ?? declared;
  const preview = usePreview(step, earlier, sample.request, person.canManage);
  const [active, setActive] = useState<string>();
  const [said, say] = useState('');

  const mapping = step.mapping.fields;
  const rows = useMemo(() => mappingRows(fields, mapping), [fields, mapping]);
  const problems = useMemo(() => {
    const told = refused.flatMap(({ place, message }) =>
      place.part === 'field' && place.key === step.key ? [{ path: place.target, message }] : [],
    );
    const shown = preview.preview?.problems ?? [];
    return problemsByRow(
      [...shown, ...told.filter(({ path, message }) => !shown.some((one) => one.path === path && one.message === message))],
      rows.map(({ field }) => field.path),
    );
  }, [refused, step.key, preview.preview, rows]);

  const setRule: StepMapping['setRule'] = (target, rule, isTyping) =>
    edit({ do: 'setRule', key: step.key, target, rule }, isTyping ? `${step.key}${target}` : undefined);
  return {
    rows,
    fields,
    declared,
    isLoading: listed.isPending,
    failure: listed.data === undefined ? listed.error : null,
    preview,
    problems,
    active,
    setActive,
    setRule,
    removeRule: (target) => edit({ do: 'removeRule', key: step.key, target }),
    put: (path, target) => {
      const field = rows.find((row) => row.field.path === target)?.field;
      if (field === undefined) return;
      setRule(target, putField(mapping[target], path, field, defaults), false);
      setActive(target);
      say(fill(t('“{value}” now fills “{field}”.'), { value: words.label(path), field: field.label }));
    },
    said,
  };
}
