import type { Severity } from '../../observe/alert-kinds.ts';
import type { Language } from '../../words/language.ts';
import { type Said, said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import { toIso } from '../times.ts';
import { causeOf } from './safe-words.ts';
import type { Subject } from './subjects.ts';
import { type AlertRow, severityOf } from './view.ts';
import { fixOf, titleOf } from './words.ts';

/** One thing a message tells. */
export interface Item {
  /** `again`: came back before its end was told. */
  kind: 'opened' | 'again' | 'reminder' | 'resolved';
  alert: AlertRow;
  subject: Subject;
}

export interface Message {
  /** In which it is written. */
  language: Language;
  subject: string;
  /** One for each thing it tells, what is worst first. Without the address of the server. */
  blocks: string[];
  /** The same for machines. */
  items: Record<string, unknown>[];
}

const ORDER: Record<Item['kind'], number> = { opened: 0, reminder: 1, again: 2, resolved: 3 };
const WORST = ['problem', 'warning', 'finding'] as const satisfies Severity[];

/** Puts all that one target is to be told into one message: cause and fix of each, what is worst first. */
export function compose(language: Language, workspace: string, items: Item[], extra: Said[]): Message {
  const sorted = items.toSorted(
    (a, b) =>
      ORDER[a.kind] - ORDER[b.kind] ||
      WORST.indexOf(severityOf(a.alert)) - WORST.indexOf(severityOf(b.alert)) ||
      a.alert.opened_at - b.alert.opened_at,
  );
  const more = extra.map((words) => say(language, words));
  const [only] = sorted;
  const head =
    sorted.length === 1 && only !== undefined
      ? headline(language, only)
      : sorted.length === 0
        ? (more[0] ?? '')
        : counted(sorted)
            .map((words) => say(language, words))
            .join(', ');
  return {
    language,
    subject: say(language, said('message.subject', { workspace, head })),
    blocks: [...sorted.map((item) => block(language, item)), ...more],
    items: sorted.map((item) => forMachines(language, item)),
  };
}

/** The message as a text of at most so many characters; what does not fit is on the page that `link` leads to. */
export function textOf({ blocks, language }: Pick<Message, 'blocks' | 'language'>, link: string, max: number): string {
  let text = '';
  let shown = 0;
  for (const next of blocks) {
    if (text.length + next.length + link.length + 40 > max) break;
    text += `${next}\n\n`;
    shown += 1;
  }
  const more = blocks.length - shown;
  return `${text}${more === 0 ? '' : `${say(language, said('message.more', { count: more }))}\n`}${link}`;
}

function headline(language: Language, { kind, alert, subject }: Item): string {
  const title = titleOf(alert, language);
  const about = subject.name === null ? title : say(language, said('message.about', { name: subject.name, title }));
  if (kind === 'opened') return about;
  const code = kind === 'resolved' ? 'message.over' : kind === 'again' ? 'message.again' : 'message.still';
  return say(language, said(code, { about }));
}

function counted(items: Item[]): Said[] {
  const parts = WORST.flatMap((severity) => {
    const count = items.filter((item) => item.kind !== 'resolved' && severityOf(item.alert) === severity).length;
    return count === 0 ? [] : [said(`message.${severity}s`, { count })];
  });
  const over = items.filter(({ kind }) => kind === 'resolved').length;
  return [...parts, ...(over === 0 ? [] : [said('message.overs', { count: over })])];
}

function block(language: Language, item: Item): string {
  const { alert, subject } = item;
  const fix = fixOf(alert, language);
  const over = said('message.fromTo', {
    from: { moment: alert.opened_at },
    to: { moment: alert.resolved_at ?? alert.opened_at },
  });
  const lines: Said[][] =
    item.kind === 'resolved'
      ? [[over, ...returns(alert)]]
      : [
          [said('message.what', { cause: causeOf(alert, language) })],
          fix === '' ? [] : [said('message.do', { fix })],
          [
            said('message.since', { at: { moment: alert.opened_at } }),
            ...returns(alert),
            ...(subject.owner === null ? [] : [said('message.owner', { owner: subject.owner })]),
          ],
        ];
  return [[titleLine(language, item)], ...lines]
    .filter((line) => line.length > 0)
    .map((line) => line.map((words) => say(language, words)).join(' '))
    .join('\n');
}

function titleLine(language: Language, { kind, alert, subject }: Item): Said {
  const label = said(
    kind === 'resolved'
      ? 'message.label.over'
      : kind === 'reminder'
        ? 'message.label.still'
        : kind === 'again'
          ? 'message.label.again'
          : `message.label.${severityOf(alert)}`,
  );
  const title = titleOf(alert, language);
  const { name, kind: what } = subject;
  if (name === null || what === 'workspace') return said('message.title', { label, title });
  return said(`message.title.${what}`, { label, name, title });
}

function returns({ came_back: count }: AlertRow): Said[] {
  return count === 0 ? [] : [said('message.cameBack', { count })];
}

function forMachines(language: Language, { kind, alert, subject }: Item): Record<string, unknown> {
  return {
    state: kind,
    id: alert.id,
    kind: alert.kind,
    severity: severityOf(alert),
    title: titleOf(alert, language),
    cause: causeOf(alert, language),
    fix: fixOf(alert, language),
    about: { kind: subject.kind, id: subject.id, name: subject.name },
    owner: subject.owner,
    openedAt: toIso(alert.opened_at),
    ...(alert.resolved_at === null ? {} : { resolvedAt: toIso(alert.resolved_at) }),
    cameBack: alert.came_back,
  };
}
