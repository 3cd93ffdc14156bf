import { alertKind, type Severity } from '../../observe/alert-kinds.ts';
import { toIso } from '../times.ts';
import { causeOf } from './safe-words.ts';
import type { Subject } from './subjects.ts';
import { type AlertRow, severityOf } from './view.ts';

/** One thing a message tells. */
export interface Item {
  /** `again`: came back before its end was told. */
  kind: 'opened' | 'again' | 'reminder' | 'resolved';
  alert: AlertRow;
  subject: Subject;
}

export interface Message {
  subject: string;
  /** One for each thing it tells, what is worst first. Without the address of the server. */
  blocks: string[];
  /** The same for machines. */
  items: Record<string, unknown>[];
}

const ORDER: Record<Item['kind'], number> = { opened: 0, reminder: 1, again: 2, resolved: 3 };
const WORST: Severity[] = ['problem', 'warning', 'finding'];
const WORDS: Record<Severity, string> = { problem: 'Problem', warning: 'Warning', finding: 'For a look' };

/** Puts all that one target is to be told into one message: cause and fix of each, what is worst first. */
export function compose(workspace: string, items: Item[], extra: string[]): Message {
  const sorted = items.toSorted(
    (a, b) =>
      ORDER[a.kind] - ORDER[b.kind] ||
      WORST.indexOf(severityOf(a.alert)) - WORST.indexOf(severityOf(b.alert)) ||
      a.alert.opened_at - b.alert.opened_at,
  );
  const [only] = sorted;
  const head = sorted.length === 1 && only !== undefined ? headline(only) : sorted.length === 0 ? (extra[0] ?? '') : counted(sorted);
  return { subject: `${workspace}: ${head}`, blocks: [...sorted.map(block), ...extra], items: sorted.map(forMachines) };
}

/** The message as a text of at most so many characters; what does not fit is on the page that `link` leads to. */
export function textOf({ blocks }: Message, link: string, max: number): string {
  let text = '';
  let shown = 0;
  for (const next of blocks) {
    if (text.length + next.length + link.length + 40 > max) break;
    text += `${next}\n\n`;
    shown += 1;
  }
  const more = blocks.length - shown;
  return `${text}${more === 0 ? '' : `And ${more} more:\n`}${link}`;
}

function headline(item: Item): string {
  const { title } = alertKind(item.alert.kind);
  const about = item.subject.name === null ? title : `${item.subject.name}: ${title}`;
  if (item.kind === 'resolved') return `Over – ${about}`;
  return item.kind === 'opened' ? about : `${item.kind === 'again' ? 'Again' : 'Still'} – ${about}`;
}

function counted(items: Item[]): string {
  const parts = WORST.flatMap((severity) => {
    const count = items.filter((item) => item.kind !== 'resolved' && severityOf(item.alert) === severity).length;
    const word = { problem: 'problem', warning: 'warning', finding: 'thing' }[severity];
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}${severity === 'finding' ? ' for a look' : ''}`];
  });
  const over = items.filter(({ kind }) => kind === 'resolved').length;
  return [...parts, ...(over === 0 ? [] : [`${over} over`])].join(', ');
}

function block(item: Item): string {
  const { alert, subject } = item;
  const label =
    item.kind === 'resolved' ? 'Over' : item.kind === 'reminder' ? 'Still' : item.kind === 'again' ? 'Again' : WORDS[severityOf(alert)];
  const what = subject.name === null ? '' : ` (${subject.kind})`;
  const lines = [`${label} · ${subject.name ?? ''}${what}${subject.name === null ? '' : ': '}${alertKind(alert.kind).title}`];
  if (item.kind === 'resolved') {
    lines.push(`From ${clock(alert.opened_at)} to ${clock(alert.resolved_at ?? alert.opened_at)}.${returns(alert)}`);
    return lines.join('\n');
  }
  lines.push(`What happened: ${causeOf(alert)}`);
  const fix = alert.fix ?? alertKind(alert.kind).fix;
  if (fix !== '') lines.push(`What to do: ${fix}`);
  lines.push(`Since ${clock(alert.opened_at)}.${returns(alert)}${subject.owner === null ? '' : ` Owner: ${subject.owner}.`}`);
  return lines.join('\n');
}

function returns({ came_back: times }: AlertRow): string {
  if (times === 0) return '';
  return ` It went away and came back ${times === 1 ? 'once' : `${times} times`} shortly before.`;
}

/** In UTC, as a message may be read in any zone. */
function clock(at: number): string {
  return `${toIso(at).slice(0, 16).replace('T', ' ')} UTC`;
}

function forMachines({ kind, alert, subject }: Item): Record<string, unknown> {
  return {
    state: kind,
    id: alert.id,
    kind: alert.kind,
    severity: severityOf(alert),
    title: alertKind(alert.kind).title,
    cause: causeOf(alert),
    fix: alert.fix ?? alertKind(alert.kind).fix,
    about: { kind: subject.kind, id: subject.id, name: subject.name },
    owner: subject.owner,
    openedAt: toIso(alert.opened_at),
    ...(alert.resolved_at === null ? {} : { resolvedAt: toIso(alert.resolved_at) }),
    cameBack: alert.came_back,
  };
}
