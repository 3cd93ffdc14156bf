const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Devanagari'] as const;
const LETTERS = SCRIPTS.map((script) => ({ script, letters: new RegExp(`\\p{Script=${script}}`, 'gu') }));
/** Japanese is written in three scripts at once. */
const TOGETHER: Readonly<Record<string, string>> = { Hiragana: 'Japanese', Katakana: 'Japanese' };

/** The script most letters of some texts are in; undefined where they are fewer than 8, or of another script. */
export function scriptOf(texts: readonly string[]): string | undefined {
  const text = texts.join('\n').slice(0, 4000);
  let best: string | undefined;
  let most = 7;
  for (const { script, letters } of LETTERS) {
    const count = text.match(letters)?.length ?? 0;
    if (count > most) {
      most = count;
      best = TOGETHER[script] ?? script;
    }
  }
  return best;
}
