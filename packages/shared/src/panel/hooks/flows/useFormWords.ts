import { useMemo } from 'react';
import { answerPath, pathLabel, type Words } from '../../index.ts';
import { usePanelHost } from '../host.ts';

/** Names of fields by the forms of this host, where no example is at hand. */
export function useFormWords(): Words {
  const { forms, t } = usePanelHost();
  return useMemo(() => {
    const names = Object.fromEntries(forms.flatMap(({ fields }) => fields.map(({ key, label }) => [answerPath(key), label])));
    return { t, label: (pointer) => pathLabel(pointer, names, t) };
  }, [forms, t]);
}
