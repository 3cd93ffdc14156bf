import { useMemo } from 'react';
import type { MapConflict, MapFinding, WorkspaceMap } from '../../../api/map.ts';
import { conflictTitle, conflictWords, eventName, findingWords, listOf, modeWords } from '../../index.ts';
import { usePanelHost } from '../host.ts';

export interface MapRow {
  id: string;
  name: string;
  state: string;
  starts: string;
  from: string;
  to: string;
  owner: string | null;
}

/** The map as a table: a row for each flow. */
export function useMapRows({ sources, flows, connections }: WorkspaceMap): MapRow[] {
  const { t } = usePanelHost();
  return useMemo(
    () =>
      flows.map(({ id, name, mode, trigger, steps, owner }) => {
        const from = (trigger.sources ?? []).map(
          (one) => sources.find((source) => source.id === one)?.name ?? t('Another site of this workspace'),
        );
        const to = steps.map(
          ({ connectionId }) => connections.find((one) => one.id === connectionId)?.name ?? t('A connection that is gone'),
        );
        return {
          id,
          name,
          state: modeWords(mode, t),
          starts: trigger.types.map((type) => eventName(type, t)).join(', '),
          from: from.length === 0 ? t('Any source') : listOf([...new Set(from)], t),
          to: listOf([...new Set(to)], t),
          owner,
        };
      }),
    [sources, flows, connections, t],
  );
}

/** One thing to look at, and where in the panel that is done. */
export interface MapTodo {
  key: string;
  title: string | null;
  text: string;
  place: string;
}

/** What is in the way first, then what nobody owns or uses. `notes`: fields of which the latest event decides. */
export function useMapTodos(map: WorkspaceMap): { todos: MapTodo[]; notes: MapTodo[] } {
  const { t } = usePanelHost();
  return useMemo(() => {
    const told = (conflict: MapConflict): MapTodo => ({
      key: `${conflict.connectionIds.join()} ${conflict.record} ${conflict.target}`,
      title: conflictTitle(conflict, map, t),
      text: conflictWords(conflict, t),
      place: `/flows/${conflict.writers[0]?.flowId ?? ''}`,
    });
    const isNote = ({ kind }: MapConflict) => kind === 'latest';
    const findings = map.findings.map((finding): MapTodo => ({
      key: `${finding.kind} ${finding.id}`,
      title: null,
      text: findingWords(finding, t),
      place: placeOf(finding),
    }));
    return {
      todos: [...map.conflicts.filter((conflict) => !isNote(conflict)).map(told), ...findings],
      notes: map.conflicts.filter(isNote).map(told),
    };
  }, [map, t]);
}

function placeOf({ kind, id }: MapFinding): string {
  switch (kind) {
    case 'unowned_flow':
    case 'never_starts':
    case 'no_connection':
      return `/flows/${id}`;
    case 'unowned_connection':
    case 'unused_connection':
      return `/destinations/${id}`;
    case 'unused_source':
      return '/flows/new';
  }
}
