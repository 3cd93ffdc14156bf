import type { English } from './en/index.ts';
import type { Counted, NamesIn } from './texts.ts';

export type Code = keyof English;

/**
 * What goes into a text: words of somebody else's (a name, what a vendor said), a number, a day or a moment (epoch
 * milliseconds), how long something takes (milliseconds), or words of our own, one after the other where there are several.
 */
export type Value = string | number | { day: number } | { moment: number } | { span: number } | Said | readonly Said[];

/** What the server says, without its language: which text, and what goes into it. It can be stored as JSON. */
export interface Said {
  readonly code: Code;
  readonly params: Readonly<Record<string, Value>>;
}

type Wanted<C extends Code> = English[C] extends Counted
  ? { count: number } & Record<Exclude<NamesIn<English[C]['one' | 'other']>, 'count'>, Value>
  : Record<NamesIn<English[C]>, Value>;

/** Says something: `said('mail.link.subject')`, `said('alert.of', { name, words })`. A missing value is a type error. */
export function said<C extends Code>(code: C, ...[params]: keyof Wanted<C> extends never ? [] : [params: Wanted<C>]): Said {
  return { code, params: params ?? {} };
}
