import { useState } from 'react';
import type { Step } from '../../../flow/index.ts';
import { fitToForms, type Rule, suggest } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import { useEditor } from './editor.ts';

export interface Suggestion {
  /** What would be filled, and by what. At least one. */
  entries: readonly (readonly [target: string, rule: Rule])[];
  /** Nothing is mapped yet: it is something to begin with. */
  isFirst: boolean;
  accept: () => void;
  hide: () => void;
}

/** A mapping that most need, for fields nobody has filled; undefined where there is nothing to suggest. Nothing is taken over by itself. */
export function useSuggestion(step: Step, earlier: readonly Step[]): Suggestion | undefined {
  const { workspaceId, forms } = usePanelHost();
  const { spec, sample, edit } = useEditor();
  const [isHidden, setHidden] = useState(false);
  const { choice, type } = sample;
  const { data } = useServer(
    'defaultMapping',
    {
      params: { workspaceId, connectionId: step.connection, operation: step.operation },
      query: { type, ...('eventId' in choice ? { eventId: choice.eventId } : {}) },
    },
    { enabled: !isHidden },
  );
  if (data === undefined || isHidden) return undefined;
  const wanted = spec.trigger.forms ?? [];
  const starting = forms.filter(({ id }) => wanted.length === 0 || wanted.includes(id)).map(({ fields }) => fields);
  const fitted = type === 'form.submitted' ? fitToForms(data.mapping, starting) : data.mapping;
  const { added } = suggest(fitted.fields, step, earlier);
  const entries = Object.entries(added);
  if (entries.length === 0) return undefined;
  return {
    entries,
    isFirst: Object.keys(step.mapping.fields).length === 0,
    accept: () => edit({ do: 'setRules', key: step.key, fields: added }),
    hide: () => setHidden(true),
  };
}
