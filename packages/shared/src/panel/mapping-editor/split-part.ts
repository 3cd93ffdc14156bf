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

/** With the part of that number; as it was where there is none, such as for 0. */
export function withSplitNumber(split: Split, typed: string): Split {
  const number = Math.trunc(Number(typed));
  if (!Number.isFinite(number) || number === 0) return split;
  return { ...split, index: number < 0 ? number : number - 1 };
}
