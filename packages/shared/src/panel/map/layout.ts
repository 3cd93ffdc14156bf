import type { Column, MapEdge, MapNode } from './graph.ts';
import { wrapText } from './wrap.ts';

export interface Box extends MapNode {
  nameLines: string[];
  detailLines: string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Picture {
  width: number;
  height: number;
  boxes: Box[];
  lines: (MapEdge & { path: string })[];
}

export const LINE = 18;
export const PAD = 12;
const WIDTH = 250;
const LETTERS = 27;
const GAP = 14;
const BETWEEN = 86;
const TOP = 40;
const MARGIN = 16;
const COLUMNS: Column[] = ['source', 'flow', 'connection'];
const SWEEPS = 4;

/**
 * Boxes in three columns, ordered so that lines cross little: each column takes the order of the middle of its
 * neighbours, a few times back and forth (the barycentre method of layered drawings). No two boxes overlap.
 */
export function layOut({ nodes, edges }: { nodes: MapNode[]; edges: MapEdge[] }): Picture {
  const neighbours = new Map(nodes.map(({ key }) => [key, [] as string[]]));
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const columns = COLUMNS.map((column, index) => nodes.filter((node) => node.column === column).map((node) => boxOf(node, index)));
  columns.forEach(stack);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const middles = new Map(columns.flat().map((box) => [box.key, box.y + box.height / 2]));
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const wanted = new Map(column.map((box) => [box.key, meanOf(neighbours.get(box.key) ?? [], middles) ?? middles.get(box.key) ?? 0]));
      column.sort((a, b) => (wanted.get(a.key) ?? 0) - (wanted.get(b.key) ?? 0));
      stack(column);
      for (const box of column) middles.set(box.key, box.y + box.height / 2);
    }
  }
  const tallest = Math.max(TOP, ...columns.map(bottomOf));
  for (const column of columns) spread(column, tallest);
  const boxes = columns.flat();
  const at = new Map(boxes.map((box) => [box.key, box]));
  return {
    width: 3 * WIDTH + 2 * BETWEEN + 2 * MARGIN,
    height: tallest + MARGIN,
    boxes,
    lines: edges.flatMap((edge) => {
      const [from, to] = [at.get(edge.from), at.get(edge.to)];
      return from === undefined || to === undefined ? [] : [{ ...edge, path: curve(from, to) }];
    }),
  };
}

function boxOf(node: MapNode, column: number): Box {
  const nameLines = wrapText(node.name, LETTERS, 3);
  const detailLines = wrapText(node.detail, LETTERS + 4, 3);
  const height = 2 * PAD + (nameLines.length + detailLines.length) * LINE;
  return { ...node, nameLines, detailLines, x: MARGIN + column * (WIDTH + BETWEEN), y: 0, width: WIDTH, height };
}

/** One under the other, from the top. */
function stack(column: Box[]): void {
  let y = TOP;
  for (const box of column) {
    box.y = y;
    y += box.height + GAP;
  }
}

/** A short column takes up the height of the tallest, with room between its boxes. */
function spread(column: Box[], height: number): void {
  const room = height - bottomOf(column);
  column.forEach((box, index) => void (box.y += (room * (index + 0.5)) / column.length));
}

function bottomOf(column: Box[]): number {
  const last = column.at(-1);
  return last === undefined ? TOP : last.y + last.height;
}

function meanOf(keys: readonly string[], middles: ReadonlyMap<string, number>): number | undefined {
  return keys.length === 0 ? undefined : keys.reduce((sum, key) => sum + (middles.get(key) ?? 0), 0) / keys.length;
}

function curve(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
