import type { MapConflict, MapFlow, WorkspaceMap } from '../../api/map.ts';
import { eventName } from '../flow/event-words.ts';
import { pathLabel } from '../mapping-editor/paths.ts';
import { fill, type Translate } from '../translate.ts';
import { conflictTitle, conflictWords, findingWords, modeWords, ownerWords, sourceKindWords } from './words.ts';

/** The map as a document: what there is, who owns it, which field goes where, what is in the way, and how to leave. */
export function mapMarkdown(map: WorkspaceMap, t: Translate): string {
  const part = (title: string, ...text: string[]): string[] => (text.length === 0 ? [] : [`## ${title}`, ...text]);
  const [notes, conflicts] = [map.conflicts.filter(isNote), map.conflicts.filter((conflict) => !isNote(conflict))];
  const list = (items: string[]) => (items.length === 0 ? [] : [items.map((item) => `- ${item}`).join('\n')]);
  const told = (found: MapConflict[]) =>
    list(found.map((conflict) => `**${plain(conflictTitle(conflict, map, t))}**: ${plain(conflictWords(conflict, t))}`));
  return `${[
    `# ${plain(fill(t('Map of {name}'), { name: map.name }))}`,
    plain(fill(t('As of {time}.'), { time: map.madeAt })),
    ...part(t('What needs a look'), ...told(conflicts), ...list(map.findings.map((finding) => plain(findingWords(finding, t))))),
    ...part(t('Sources'), sourceTable(map, t)),
    ...part(t('Flows'), ...map.flows.flatMap((flow) => flowText(flow, map, t))),
    ...part(t('Destinations'), connectionTable(map, t)),
    ...part(t('Fields that several flows fill'), ...told(notes)),
    ...part(t('How to leave'), ...exitPlans(map, t)),
  ].join('\n\n')}\n`;
}

const isNote = ({ kind }: MapConflict) => kind === 'latest';

function sourceTable({ sources }: WorkspaceMap, t: Translate): string {
  return table(
    [t('Source'), t('Kind'), t('Last event')],
    sources.map(({ name, kind, revoked, lastEventAt }) => [
      name,
      revoked ? fill(t('{kind}, disconnected'), { kind: sourceKindWords(kind, t) }) : sourceKindWords(kind, t),
      lastEventAt ?? t('none yet'),
    ]),
  );
}

function connectionTable({ connections }: WorkspaceMap, t: Translate): string {
  return table(
    [t('Connection'), t('Destination'), t('Account'), t('Owner')],
    connections.map(({ name, destination, account, owner }) => [name, destination, account ?? '', owner ?? t('No owner')]),
  );
}

function flowText(flow: MapFlow, map: WorkspaceMap, t: Translate): string[] {
  const { trigger } = flow;
  const from = (trigger.sources ?? []).map(
    (id) => map.sources.find((source) => source.id === id)?.name ?? t('Another site of this workspace'),
  );
  const facts = [
    modeWords(flow.mode, t),
    ownerWords(flow.owner, t),
    fill(t('Starts with: {events}'), { events: trigger.types.map((type) => eventName(type, t)).join(', ') }),
    fill(t('From: {sources}'), { sources: from.length === 0 ? t('Any source') : [...new Set(from)].join(', ') }),
    ...((trigger.forms ?? []).length === 0 ? [] : [fill(t('Forms: {forms}'), { forms: (trigger.forms ?? []).join(', ') })]),
    ...(flow.conditional ? [t('Only under conditions')] : []),
  ];
  return [
    `### ${plain(flow.name)}`,
    facts.map((fact) => `- ${plain(fact)}`).join('\n'),
    ...flow.steps.flatMap((step, index) => stepText(step, index, map, t)),
  ];
}

function stepText(step: MapFlow['steps'][number], index: number, map: WorkspaceMap, t: Translate): string[] {
  const connection = map.connections.find(({ id }) => id === step.connectionId)?.name ?? t('A connection that is gone');
  const what = fill(t('{connection}: {operation}'), { connection, operation: step.title });
  const rows = step.fields.map(({ label, from, fixed }) => [label, originWords(from, fixed, t)]);
  const when = step.conditional ? ` (${t('only under conditions')})` : '';
  return [`${index + 1}. ${plain(what + when)}`, ...(rows.length === 0 ? [] : [table([t('Field there'), t('Comes from')], rows)])];
}

/** Where a field's value comes from: "Person’s e-mail", "a fixed value". */
export function originWords(from: readonly string[], fixed: boolean, t: Translate): string {
  const places = from.map((path) => pathLabel(path, {}, t)).join(', ');
  if (places === '') return t('a fixed value');
  return fixed ? fill(t('{places}, else a fixed value'), { places }) : places;
}

function exitPlans({ connections }: WorkspaceMap, t: Translate): string[] {
  const plans = new Map(connections.flatMap(({ destination, leaving }) => (leaving === null ? [] : [[destination, leaving] as const])));
  return [...plans].flatMap(([destination, { stays, export: exported, revoke, url }]) => [
    `### ${plain(destination)}`,
    [
      `- ${t('What stays there:')} ${plain(stays)}`,
      `- ${t('What to export:')} ${plain(exported)}`,
      `- ${t('How to end the access:')} ${plain(revoke)}`,
      ...(url === undefined ? [] : [`- <${url}>`]),
    ].join('\n'),
  ]);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Text that Markdown takes as text: nobody’s name makes a heading, a link or HTML. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]|~#]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .trim();
}
