import { useState } from 'react';
import type { Step } from '../../../flow/index.ts';
import { fitToForms, type FormField, type FoundRule, suggest, type SuggestedRule } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import { useEditor } from './editor.ts';
import type { Sample } from './useSample.ts';

export interface Suggestion {
  /** What would be filled, and by what. At least one. */
  entries: readonly SuggestedRule[];
  /** Nothing is mapped yet: it is something to begin with. */
  isFirst: boolean;
  /** Takes one of them. */
  accept: (entry: SuggestedRule) => void;
  acceptAll: () => void;
  hide: () => void;
}

/**
 * What may fill fields nobody has filled: a mapping that most need, and what the event's own fields mean; undefined where
 * there is nothing to suggest. Nothing is taken over by itself. To be mounted anew for another operation.
 */
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
    // What is on screen stays while another example is looked at.
    { enabled: !isHidden, keep: true },
  );
  const found = useFound(step, sample, !isHidden);
  if (data === undefined || isHidden) return undefined;
  const wanted = spec.trigger.forms ?? [];
  const starting = forms.filter(({ id }) => wanted.length === 0 || wanted.includes(id)).map(({ fields }) => fields);
  const fitted = type === 'form.submitted' ? fitToForms(data.mapping, starting) : data.mapping;
  const entries = suggest(fitted.fields, found, step, earlier);
  if (entries.length === 0) return undefined;
  const take = (some: readonly SuggestedRule[]) =>
    edit({ do: 'setRules', key: step.key, fields: Object.fromEntries(some.map(({ target, rule }) => [target, rule])) });
  return {
    entries,
    isFirst: Object.keys(step.mapping.fields).length === 0,
    accept: (entry) => take([entry]),
    acceptAll: () => take(entries),
    hide: () => setHidden(true),
  };
}

const NOTHING: readonly FoundRule[] = [];

/** What the event's or the form's own fields say; nothing while that is not known, or cannot be asked. */
function useFound(step: Step, { choice, formFields }: Pick<Sample, 'choice' | 'formFields'>, isWanted: boolean): readonly FoundRule[] {
  const { workspaceId } = usePanelHost();
  const { defaults } = useEditor();
  const eventId = 'eventId' in choice ? choice.eventId : undefined;
  const { data } = useServer(
    'suggestMapping',
    {
      params: { workspaceId, connectionId: step.connection, operation: step.operation },
      body: {
        fields: formFields.slice(0, 500).map(asked),
        zone: defaults.zone,
        ...(eventId === undefined ? {} : { eventId }),
        ...(defaults.country === undefined ? {} : { country: defaults.country }),
      },
    },
    { enabled: isWanted && (eventId !== undefined || formFields.length > 0), keep: true },
  );
  return data?.items ?? NOTHING;
}

function asked({ key, label, type }: FormField): { key: string; label: string; type: string } {
  return { key, label, type };
}
