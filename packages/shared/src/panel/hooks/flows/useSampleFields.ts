import { type SampleField, sampleFields } from '../../index.ts';
import { createContext, useContext, useMemo } from 'react';
import { usePanelHost } from '../host.ts';
import { stepOutputs } from './usePreview.ts';
import { useEditor } from './editor.ts';

/** The steps whose records may be read: those before the step under edit. */
export const EarlierSteps = createContext<readonly { key: string }[]>([]);

/** What can be read here: the example's fields, and what earlier steps give. */
export function useSampleFields(): readonly SampleField[] {
  const { t } = usePanelHost();
  const { sample, words } = useEditor();
  const earlier = useContext(EarlierSteps);
  const { envelope, formFields } = sample;
  return useMemo(
    () =>
      sampleFields({ envelope: envelope ?? {}, formFields, steps: stepOutputs(earlier) }, t).map((field) => ({
        ...field,
        label: words.label(field.path),
      })),
    [envelope, formFields, earlier, words, t],
  );
}

/** What the example holds at a place. */
export function useSampleValue(path: string): unknown {
  return useSampleFields().find((field) => field.path === path)?.value;
}
