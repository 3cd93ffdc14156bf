import type { AnswerOf, endpoints } from '../../api/index.ts';

/** A name as the server lists it; `own`: the workspace gave it, else it is the common one. */
export type NamedTerm = AnswerOf<(typeof endpoints)['getVocabulary']>['items'][number];
/** One of the workspace's own names, as it is saved. */
export type OwnTerm = Omit<NamedTerm, 'own'>;

/** A name under edit. */
export interface TermDraft {
  label: string;
  /** What forms call it, one a line. */
  words: string;
}

const LONGEST_NAME = 60;
const UNNAMED = 'field';

export function ownTerms(items: readonly NamedTerm[]): OwnTerm[] {
  return items.filter(({ own }) => own).map(plain);
}

export function termDraft(label: string, words: readonly string[]): TermDraft {
  return { label, words: words.join('\n') };
}

/** Whether the draft can be saved. */
export const isNamed = ({ label }: TermDraft): boolean => label.trim() !== '';

/** Whether a name is still as it was when somebody began to change it. */
export function isAsBegun(items: readonly NamedTerm[], begun: NamedTerm): boolean {
  const now = items.find(({ name }) => name === begun.name);
  return now !== undefined && now.own === begun.own && JSON.stringify(plain(now)) === JSON.stringify(plain(begun));
}

/** The workspace's names with this one added. */
export function withNewTerm(items: readonly NamedTerm[], draft: TermDraft): OwnTerm[] {
  const name = nameFor(draft.label, new Set(items.map((item) => item.name)));
  return [...ownTerms(items), { name, meaning: null, ...read(draft) }];
}

/** The workspace's names with this one changed; a common one becomes the workspace's own. Its name in the API stays. */
export function withChangedTerm(items: readonly NamedTerm[], name: string, draft: TermDraft): OwnTerm[] {
  return replaced(items, name, (term) => ({ ...term, ...read(draft) }));
}

export function withoutTerm(items: readonly NamedTerm[], name: string): OwnTerm[] {
  return ownTerms(items).filter((term) => term.name !== name);
}

/** What a name can be merged into: whatever does not mean something else for certain. */
export function mergeTargets(items: readonly NamedTerm[], from: NamedTerm): NamedTerm[] {
  return from.own ? items.filter(({ name, meaning }) => name !== from.name && (from.meaning === null || meaning === null)) : [];
}

/** The workspace's names with `from` gone: what forms called it is from now on called `into`. Where one of the two is gone already nothing changes. */
export function mergedTerms(items: readonly NamedTerm[], from: string, into: string): OwnTerm[] {
  const gone = items.find(({ name }) => name === from);
  if (gone === undefined || !items.some(({ name }) => name === into)) return ownTerms(items);
  const merged = replaced(items, into, (term) => ({
    ...term,
    meaning: term.meaning ?? gone.meaning,
    words: [...new Set([...term.words, gone.label, ...gone.words])],
  }));
  return merged.filter(({ name }) => name !== from);
}

function replaced(items: readonly NamedTerm[], name: string, change: (term: OwnTerm) => OwnTerm): OwnTerm[] {
  return items.filter((item) => item.own || item.name === name).map((item) => (item.name === name ? change(plain(item)) : plain(item)));
}

const plain = ({ name, label, meaning, words }: NamedTerm): OwnTerm => ({ name, label, meaning, words });

function read({ label, words }: TermDraft): Pick<OwnTerm, 'label' | 'words'> {
  const lines = words.split('\n').map((line) => line.trim());
  return { label: label.trim(), words: [...new Set(lines.filter((line) => line !== ''))] };
}

/** How the API names it: small letters, digits and _. */
function nameFor(label: string, taken: ReadonlySet<string>): string {
  const latin = label.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const name =
    latin
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^[_\d]+|_+$/g, '')
      .slice(0, LONGEST_NAME - 4) || UNNAMED;
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}
