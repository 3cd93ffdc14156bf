/** A text whose form depends on a number, which it has as `{count}`. */
export interface Counted {
  one: string;
  other: string;
}

/** Words with `{name}` where a value goes. */
export type Text = string | Counted;

/** The same texts in another language: every one of them, in the same form. */
export type Translated<English extends Record<string, Text>> = {
  readonly [Code in keyof English]: English[Code] extends string ? string : Counted;
};

/** The names in `{…}` of a text. */
export type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
