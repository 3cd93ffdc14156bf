import type { MapFlow, WorkspaceMap } from '../../api/map.ts';
import { fill, type Translate } from '../translate.ts';
import { modeWords, ownerWords, sourceKindWords } from './words.ts';

export type Column = 'source' | 'flow' | 'connection';

export interface MapNode {
  /** Unique in the picture. */
  key: string;
  column: Column;
  /** What it stands for; null for "any source" and for what is elsewhere. */
  id: string | null;
  name: string;
  detail: string;
  /** How it is: works, does nothing yet, or needs a person. */
  look: 'plain' | 'quiet' | 'attention';
}

export interface MapEdge {
  from: string;
  to: string;
  mode: MapFlow['mode'];
}

/** A flow that any source starts has a line from each of them, or from one box that stands for all where they are more. */
const MOST_LINES = 6;
const ANY = 'source:any';
const ELSEWHERE = 'source:elsewhere';
const GONE = 'connection:gone';

/** What the picture shows: everything in the map as boxes, and what leads where as lines between them. */
export function graphOf(map: WorkspaceMap, t: Translate): { nodes: MapNode[]; edges: MapEdge[] } {
  const sources = new Set(map.sources.map(({ id }) => id));
  const connections = new Set(map.connections.map(({ id }) => id));
  const active = map.sources.filter(({ revoked }) => !revoked).map(({ id }) => `source:${id}`);
  const anySource = active.length > 0 && active.length <= MOST_LINES ? active : [ANY];
  const edges = map.flows.flatMap((flow): MapEdge[] => {
    const to = `flow:${flow.id}`;
    const named = flow.trigger.sources ?? [];
    const starts = named.length === 0 ? anySource : named.map((id) => (sources.has(id) ? `source:${id}` : ELSEWHERE));
    const ends = flow.steps.map(({ connectionId }) => (connections.has(connectionId) ? `connection:${connectionId}` : GONE));
    return [
      ...[...new Set(starts)].map((from) => ({ from, to, mode: flow.mode })),
      ...[...new Set(ends)].map((end) => ({ from: to, to: end, mode: flow.mode })),
    ];
  });
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const extra = (key: string, column: Column, name: string, look: MapNode['look'] = 'plain'): MapNode[] =>
    used.has(key) ? [{ key, column, id: null, name, detail: '', look }] : [];
  return {
    nodes: [
      ...extra(ANY, 'source', t('Any source')),
      ...map.sources.filter(({ id, revoked }) => !revoked || used.has(`source:${id}`)).map((source) => sourceNode(source, t)),
      ...extra(ELSEWHERE, 'source', t('Another site of this workspace')),
      ...map.flows.map((flow) => flowNode(flow, t)),
      ...map.connections.map((connection) => connectionNode(connection, t)),
      ...extra(GONE, 'connection', t('A connection that is gone'), 'attention'),
    ],
    edges,
  };
}

function sourceNode({ id, name, kind, revoked }: WorkspaceMap['sources'][number], t: Translate): MapNode {
  const detail = revoked ? fill(t('{kind}, disconnected'), { kind: sourceKindWords(kind, t) }) : sourceKindWords(kind, t);
  return { key: `source:${id}`, column: 'source', id, name, detail, look: revoked ? 'attention' : 'plain' };
}

function flowNode({ id, name, owner, mode }: MapFlow, t: Translate): MapNode {
  const detail = `${modeWords(mode, t)} · ${ownerWords(owner, t)}`;
  return {
    key: `flow:${id}`,
    column: 'flow',
    id,
    name,
    detail,
    look: mode === 'live' ? (owner === null ? 'attention' : 'plain') : 'quiet',
  };
}

function connectionNode({ id, name, destination, owner, hold }: WorkspaceMap['connections'][number], t: Translate): MapNode {
  const what = name === destination ? [] : [destination];
  const detail = [...what, ...(hold === null ? [] : [t('Paused')]), ownerWords(owner, t)].join(' · ');
  return { key: `connection:${id}`, column: 'connection', id, name, detail, look: owner === null || hold !== null ? 'attention' : 'plain' };
}
