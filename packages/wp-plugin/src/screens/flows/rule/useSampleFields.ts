import { type SampleField, sampleFields } from '@handoff/shared/panel';
import { createContext, useContext, useMemo } from '@wordpress/element';
import { t } from '../../../app/i18n.ts';
import { stepOutputs } from '../data/usePreview.ts';
import { useEditor } from '../editor/context.ts';

/** The steps whose records may be read: those before the step under edit. */
export const EarlierSteps = createContext<readonly { key: string }[]>([]);

/** What can be read here: the example's fields, and what earlier steps give. */
export function useSampleFields(): readonly SampleField[] {
  const { sample, words } = useEditor();
  const earlier = useContext(EarlierSteps);
  const { envelope, formFields } = sample;
  return useMemo(
    () =>
      sampleFields({ envelope: envelope ?? {}, formFields, steps: stepOutputs(earlier) }, t).map((field) => ({
        ...field,
        label: words.label(field.path),
      })),
    [envelope, formFields, earlier, words],
  );
}

/** What the example holds at a place. */
export function useSampleValue(path: string): unknown {
  return useSampleFields().find((field) => field.path === path)?.value;
}
