import { alertKind } from '../../observe/alert-kinds.ts';
import type { Language } from '../../words/language.ts';
import { say } from '../../words/say.ts';
import { sayStored } from '../../words/stored.ts';
import type { AlertRow } from './view.ts';

type Foreign = (words: string) => string;
const asItIs: Foreign = (words) => words;

/** What happened and why. `foreign` as in `say`. */
export function messageOf(row: Pick<AlertRow, 'message' | 'message_said'>, language: Language, foreign = asItIs): string {
  return sayStored(language, { english: row.message, said: row.message_said }, foreign);
}

/** What to do: as the alert says, else as its kind does; empty where nobody knows. */
export function fixOf(row: Pick<AlertRow, 'kind' | 'fix' | 'fix_said'>, language: Language): string {
  if (row.fix !== null) return sayStored(language, { english: row.fix, said: row.fix_said });
  const { fix } = alertKind(row.kind);
  return fix === undefined ? '' : say(language, fix);
}

/** What its kind is called. */
export function titleOf({ kind }: Pick<AlertRow, 'kind'>, language: Language): string {
  return say(language, alertKind(kind).title);
}
