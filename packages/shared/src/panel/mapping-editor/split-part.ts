import type { Translate } from '../translate.ts';
import { readTypedNumber, type TypedNumber } from '../typed-number.ts';
import type { Change } from './rule-parts.ts';

type Split = Extract<Change, { do: 'split' }>;

/** What is taken of a value that is split: one part, the last one, or all of them as a list. */
export type SplitPart = 'one' | 'last' | 'all';

export function splitPartOf({ index }: Split): SplitPart {
  return index === undefined ? 'all' : index === -1 ? 'last' : 'one';
}

export function withSplitPart({ separator }: Split, part: SplitPart): Split {
  return part === 'all' ? { do: 'split', separator } : { do: 'split', separator, index: part === 'last' ? -1 : 0 };
}

/** The number people give a part: the first is 1, the last one -1. */
export const splitNumberOf = (index: number): number => (index < 0 ? index : index + 1);

/** The number of a part as it was typed: whole, and not 0. */
export function readPartNumber(text: string, t: Translate): TypedNumber {
  const typed = readTypedNumber(text, t);
  if ('problem' in typed || (Number.isInteger(typed.number) && typed.number !== 0)) return typed;
  return { problem: t('Write 1 for the first part, 2 for the second, -1 for the last.') };
}

export function withSplitNumber(split: Split, number: number): Split {
  return { ...split, index: number < 0 ? number : number - 1 };
}
