import type { MapFlow, WorkspaceMap } from '../../api/map.ts';
import { fill, type Translate } from '../translate.ts';
import { type Column, graphOf, type MapNode } from './graph.ts';
import { type Box, layOut, LINE, PAD, type Picture } from './layout.ts';
import { modeWords } from './words.ts';

export interface SvgOptions {
  t: Translate;
  /** Where a click on a box leads; without it boxes are no links. */
  href?: (node: MapNode) => string | undefined;
  /** `auto`: dark where whoever looks prefers that. `light`: for pages that are always light. */
  colours?: 'auto' | 'light';
}

/** The map as a picture: sources, flows and destinations from left to right. No script, nothing from elsewhere; all text escaped. */
export function mapSvg(map: WorkspaceMap, { t, href, colours = 'auto' }: SvgOptions): string {
  const picture = layOut(graphOf(map, t));
  const { width } = picture;
  const modes = [...new Set(map.flows.map(({ mode }) => mode))];
  const height = round(picture.height) + (modes.length > 1 ? LEGEND : 0);
  const title = fill(t('Map of {name}'), { name: map.name });
  const desc = fill(
    t('{sources} sources, {flows} flows and {connections} destinations; lines lead from what starts a flow to where it sends.'),
    {
      sources: map.sources.length,
      flows: map.flows.length,
      connections: map.connections.length,
    },
  );
  // Links inside an image would be out of reach for screen readers.
  const role = href === undefined ? 'img' : 'group';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="handoff-map" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${role}" aria-labelledby="handoff-map-title handoff-map-desc">`,
    `<title id="handoff-map-title">${escape(title)}</title><desc id="handoff-map-desc">${escape(desc)}</desc>`,
    `<style>${SHAPES}${coloured(LIGHT)}${colours === 'auto' ? `@media (prefers-color-scheme:dark){${coloured(DARK)}}` : ''}</style>`,
    `<rect class="handoff-map-ground" width="${width}" height="${height}"/>`,
    ...headings(picture, t),
    ...picture.lines.map(({ path, mode }) => `<path class="handoff-map-line handoff-map-${mode}" d="${path}"/>`),
    ...picture.boxes.map((box) => boxSvg(box, href?.(box))),
    ...(modes.length > 1 ? legend(modes, height - LEGEND / 2, t) : []),
    '</svg>',
  ].join('\n');
}

const LEGEND = 32;
// Colours are written out in each rule: programs other than browsers do not know CSS variables, and would draw all of it black.
const LIGHT = {
  ground: '#fff',
  box: '#f6f7f7',
  edge: '#8c8f94',
  ink: '#1d2327',
  soft: '#50575e',
  line: '#2271b1',
  quiet: '#787c82',
  warn: '#996800',
  warnBox: '#fcf9e8',
};
const DARK: typeof LIGHT = {
  ground: '#1d2327',
  box: '#2c3338',
  edge: '#8c8f94',
  ink: '#f0f0f1',
  soft: '#c3c4c7',
  line: '#72aee6',
  quiet: '#a7aaad',
  warn: '#f0c33c',
  warnBox: '#3a3320',
};

/** Names of the picture's own: shown inside a page, it changes nothing around it, and the page nothing in it. */
const SHAPES = [
  '.handoff-map{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-size:14px}',
  '.handoff-map text{font-weight:400}',
  '.handoff-map .handoff-map-name,.handoff-map .handoff-map-head{font-weight:600}',
  '.handoff-map .handoff-map-detail{font-size:12.5px}',
  '.handoff-map .handoff-map-quiet .handoff-map-box{stroke-dasharray:5 4}',
  '.handoff-map a:hover .handoff-map-name{text-decoration:underline}',
  '.handoff-map a:focus-visible{outline:none}',
  '.handoff-map .handoff-map-line{fill:none;stroke-width:1.5;opacity:.75}',
  '.handoff-map .handoff-map-watching{stroke-dasharray:7 4}',
  '.handoff-map .handoff-map-draft{stroke-dasharray:2 5}',
].join('');

function coloured({ ground, box, edge, ink, soft, line, quiet, warn, warnBox }: typeof LIGHT): string {
  return [
    `.handoff-map .handoff-map-ground{fill:${ground}}`,
    `.handoff-map .handoff-map-box{fill:${box};stroke:${edge}}`,
    `.handoff-map .handoff-map-attention .handoff-map-box{fill:${warnBox};stroke:${warn};stroke-width:2}`,
    `.handoff-map text{fill:${ink}}`,
    `.handoff-map .handoff-map-detail{fill:${soft}}`,
    `.handoff-map .handoff-map-line{stroke:${line}}`,
    `.handoff-map .handoff-map-draft{stroke:${quiet}}`,
    `.handoff-map a:focus-visible .handoff-map-box{stroke:${line};stroke-width:3;stroke-dasharray:none}`,
  ].join('');
}

function headings({ boxes }: Picture, t: Translate): string[] {
  const titles: Record<Column, string> = { source: t('Sources'), flow: t('Flows'), connection: t('Destinations') };
  return (['source', 'flow', 'connection'] as const).flatMap((column) => {
    const first = boxes.find((box) => box.column === column);
    return first === undefined ? [] : [`<text class="handoff-map-head" x="${first.x}" y="24">${escape(titles[column])}</text>`];
  });
}

function boxSvg(box: Box, href: string | undefined): string {
  const { x, y, width, height, nameLines, detailLines, name, detail, look } = box;
  const full = detail === '' ? name : `${name}, ${detail}`;
  const row = (index: number) => round(y + PAD + 13 + index * LINE);
  const text = (kind: string, lines: string[], from: number) =>
    lines.map((line, index) => `<text class="handoff-map-${kind}" x="${x + PAD}" y="${row(from + index)}">${escape(line)}</text>`).join('');
  const inside = [
    `<title>${escape(full)}</title>`,
    `<rect class="handoff-map-box" x="${x}" y="${round(y)}" width="${width}" height="${height}" rx="6"/>`,
    text('name', nameLines, 0),
    text('detail', detailLines, nameLines.length),
  ].join('');
  const body = href === undefined ? inside : `<a href="${escape(href)}">${inside}</a>`;
  return `<g class="handoff-map-${look}">${body}</g>`;
}

/** What the kinds of lines mean, where there are several. */
function legend(modes: readonly MapFlow['mode'][], y: number, t: Translate): string[] {
  return modes.flatMap((mode, index) => {
    const x = 16 + index * 270;
    return [
      `<path class="handoff-map-line handoff-map-${mode}" d="M${x} ${y}h40"/>`,
      `<text class="handoff-map-detail" x="${x + 50}" y="${y + 4}">${escape(modeWords(mode, t))}</text>`,
    ];
  });
}

function round(value: number): number {
  return Math.round(value);
}

/** Text inside XML. Characters XML does not know are left out, so that the picture always opens. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
