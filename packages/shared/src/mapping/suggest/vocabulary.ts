import type { FieldDescription } from './field.ts';
import { fold } from './fold.ts';
import { isMappable, MEANINGS, type Meaning } from './meanings.ts';

/** One thing a workspace's forms ask for: one name, whatever each form calls it. */
export interface Term {
  /** How reports and mappings name it: `email`, `room_type`. */
  name: string;
  /** How people read it. */
  label: string;
  /** What it means; null for what only this workspace asks for. */
  meaning: Meaning | null;
  /** What forms call it: labels or keys, in any letter case. */
  words: string[];
}

const LABELS: Readonly<Partial<Record<Meaning, string>>> = {
  email: 'E-mail',
  street2: 'Street, second line',
  province: 'State or region',
  url: 'Website',
  orderId: 'Order ID',
  taxId: 'Tax ID',
};

/** A name for every meaning, for workspaces that have chosen none. */
export const COMMON_TERMS: readonly Term[] = MEANINGS.filter(isMappable).map((meaning) => ({
  name: snake(meaning),
  label: LABELS[meaning] ?? sentence(meaning),
  meaning,
  words: [],
}));

/** The workspace's own terms, and the common ones for meanings it has not named. */
export function completeVocabulary(own: readonly Term[]): Term[] {
  const [meanings, names] = [new Set(own.map(({ meaning }) => meaning)), new Set(own.map(({ name }) => name))];
  return [...own, ...COMMON_TERMS.filter(({ meaning, name }) => !meanings.has(meaning) && !names.has(name))];
}

/**
 * The terms with what they mean. One that has a common term's name means the same, also where the workspace did not say so (`message`
 * with words of its own): otherwise no field would be called by that name any more.
 */
export function understood(vocabulary: readonly Term[]): Term[] {
  const meant = new Set(vocabulary.map(({ meaning }) => meaning));
  return vocabulary.map((term) => {
    const common = term.meaning === null ? COMMON_TERMS.find(({ name }) => name === term.name) : undefined;
    return common === undefined || meant.has(common.meaning) ? term : { ...term, meaning: common.meaning };
  });
}

/** The term that the workspace itself gave one of the field's names to. */
export function termOf(field: FieldDescription, vocabulary: readonly Term[]): Term | undefined {
  const names = new Set([field.label, field.key, field.name, field.id].map(plain).filter((name) => name !== ''));
  return vocabulary.find((term) => term.words.some((word) => names.has(plain(word))));
}

/** The term for a meaning. */
export function termFor(meaning: Meaning | null, vocabulary: readonly Term[]): Term | undefined {
  return meaning === null ? undefined : vocabulary.find((term) => term.meaning === meaning);
}

/** "Room type *" and "room_type" are the same name. */
function plain(text: string | undefined): string {
  return (fold(text ?? '').match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

function snake(name: string): string {
  return name.replace(/[A-Z]|\d/g, (sign) => `_${sign.toLowerCase()}`);
}

function sentence(name: string): string {
  const text = snake(name).replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
