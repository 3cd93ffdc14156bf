declare module '*.po' {
  /** Each text with its one or two forms: see plugin-texts.ts. */
  const texts: Record<string, string[]>;
  export default texts;
}
