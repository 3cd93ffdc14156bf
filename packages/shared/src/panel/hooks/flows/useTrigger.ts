import { useState } from 'react';
import { EVENT_TYPES } from '../../../event/index.ts';
import type { Trigger } from '../../../flow/index.ts';
import { asksForPlugin, type Condition } from '../../index.ts';
import { type HostForm, usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import { useEditor } from './editor.ts';

/** Changes what starts the flow under edit. Empty lists are left out: they mean any. */
export function useTriggerEdit(): (changes: Partial<Trigger>) => void {
  const { spec, edit } = useEditor();
  return (changes) => {
    const { types, sources, forms } = { ...spec.trigger, ...changes };
    const trigger: Trigger = { types, ...(isFilled(sources) ? { sources } : {}), ...(isFilled(forms) ? { forms } : {}) };
    edit({ do: 'setTrigger', trigger });
  };
}

function isFilled<T>(list: readonly T[] | undefined): list is T[] {
  return list !== undefined && list.length > 0;
}

/** The event types to choose from: first what this host can tell of, the rest on demand. */
export function useEventTypes(chosen: readonly string[]): { shown: readonly string[]; hasMore: boolean; showAll: () => void } {
  const { types } = usePanelHost();
  const [showsAll, setShowsAll] = useState(false);
  const here = new Set([...types, ...chosen]);
  const all = [...new Set<string>([...EVENT_TYPES, ...here])];
  const shown = showsAll ? all : all.filter((type) => here.has(type));
  return { shown, hasMore: shown.length < all.length, showAll: () => setShowsAll(true) };
}

export interface SourceOption {
  id: string;
  name: string;
  /** This very site or shop. */
  isHere: boolean;
  /** Nothing comes from there any more. */
  isGone: boolean;
}

/** The sources to choose from; undefined until they are known, and where there is nothing to choose. */
export function useSourceOptions(chosen: readonly string[]): readonly SourceOption[] | undefined {
  const { workspaceId, sourceId } = usePanelHost();
  const { data } = useServer('listSources', { params: { workspaceId } });
  const known = data?.items.filter(({ id, revokedAt }) => revokedAt === null || chosen.includes(id)) ?? [];
  if (data === undefined || (known.length < 2 && chosen.every((id) => id === sourceId))) return undefined;
  return known.map(({ id, name, revokedAt }) => ({ id, name, isHere: id === sourceId, isGone: revokedAt !== null }));
}

export interface SameNumber {
  /** Chosen forms whose number another plugin's form has too: both start the flow. */
  forms: readonly HostForm[];
  /** Lets only one plugin's form start it. */
  only: (plugin: string) => void;
}

/** Two plugins may give their forms the same number; the plugin's name tells them apart. */
export function useSameNumber(chosen: readonly string[]): SameNumber {
  const { forms } = usePanelHost();
  const { spec, edit } = useEditor();
  const mine = forms.filter(({ id }) => chosen.includes(id));
  const twice = mine.filter(({ id }) => mine.filter((form) => form.id === id).length > 1);
  return {
    forms: spec.conditions !== undefined && asksForPlugin(spec.conditions) ? [] : twice,
    only: (plugin) => {
      const condition: Condition = { is: 'equals', path: '/data/form/plugin', value: plugin };
      const conditions: Condition = spec.conditions === undefined ? condition : { is: 'all', of: [spec.conditions, condition] };
      edit({ do: 'setConditions', conditions });
    },
  };
}
