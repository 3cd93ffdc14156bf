/** A text without its disguises, and which disguises it wore. */
export interface Plain {
  /** Lower case, one kind of space, look-alike letters as Latin ones, spelled-out words joined. */
  text: string;
  /** Invisible characters put between letters. */
  invisible: number;
  /** Words that mix Latin letters with look-alikes of another script. */
  lookAlikes: number;
  /** Runs of single letters with spaces or dots between them. */
  spaced: string[];
}

/** What a longer text goes on to say rarely changes what it is. */
const MAX_CHARACTERS = 4000;
const INVISIBLE_BETWEEN_LETTERS = /(?<=[a-z])[\u00AD\u180E\u200B-\u200F\u2060-\u2064\uFEFF]+(?=[a-z])/giu;
const INVISIBLE = /[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u206A-\u206F\uFEFF]/gu;
const MARKS = /\p{Mn}+/gu;
const WORD = /\p{L}+/gu;
const LATIN = /[a-z]/u;

/** Letters of other scripts that look like a Latin one, lower case. */
const LOOK_ALIKES = new Map(
  Object.entries({
    а: 'a',
    α: 'a',
    ɑ: 'a',
    в: 'b',
    ь: 'b',
    с: 'c',
    ϲ: 'c',
    ԁ: 'd',
    е: 'e',
    ё: 'e',
    є: 'e',
    ε: 'e',
    ҽ: 'e',
    ɡ: 'g',
    ց: 'g',
    н: 'h',
    һ: 'h',
    հ: 'h',
    і: 'i',
    ї: 'i',
    ι: 'i',
    ı: 'i',
    ј: 'j',
    к: 'k',
    κ: 'k',
    ӏ: 'l',
    ʟ: 'l',
    м: 'm',
    п: 'n',
    η: 'n',
    ո: 'n',
    о: 'o',
    ο: 'o',
    σ: 'o',
    օ: 'o',
    р: 'p',
    ρ: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    т: 't',
    τ: 't',
    υ: 'u',
    ս: 'u',
    ѵ: 'v',
    ν: 'v',
    ѡ: 'w',
    ԝ: 'w',
    ω: 'w',
    х: 'x',
    χ: 'x',
    у: 'y',
    γ: 'y',
    ү: 'y',
    ᴢ: 'z',
  }),
);

/** Single letters, each followed by one separator, at least four of them; a wider gap ends a word. */
const SPACED = /(?<![\p{L}\p{N}])\p{L}(?:([ .\-_*·])\p{L}(?:\1\p{L})+)(?![\p{L}\p{N}])/gu;

/** Takes off what spammers put on words so that filters do not know them. Text of any script stays what it is. */
export function normalise(given: string): Plain {
  const cut = given.slice(0, MAX_CHARACTERS).toWellFormed();
  const invisible = cut.match(INVISIBLE_BETWEEN_LETTERS)?.length ?? 0;
  const folded = cut.normalize('NFKD').replace(INVISIBLE, '').toLowerCase().replace(MARKS, '').normalize('NFKC');
  const latin = undisguise(folded);
  const spaced: string[] = [];
  const joined = latin.text
    .replace(/[\u2018\u2019\u02BC\u0060\u00B4]/gu, "'")
    .replace(/[^\S\n]*\n\s*/gu, '\n')
    .replace(SPACED, (run: string, separator: string) => {
      const word = run.replaceAll(separator, '');
      if (word.length < 4) return run;
      spaced.push(word);
      return word;
    })
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\bhxxp/gu, 'http')
    .replace(/\s?(?:\[\.\]|\(\.\)|\{\.\}|[[({]dot[\])}])\s?/gu, '.')
    .replace(/(?<=[a-z0-9]) dot (?=(?:com|net|org|info|biz|ru|io|co|xyz|shop|site|online)\b)/gu, '.');
  return { text: joined, invisible, lookAlikes: latin.changed, spaced };
}

/** Writes words that mix scripts, and words of nothing but look-alikes amid Latin text, with Latin letters. */
function undisguise(text: string): { text: string; changed: number } {
  if (!/[^\p{ASCII}]/u.test(text)) return { text, changed: 0 };
  const latinLetters = text.match(/[a-z]/gu)?.length ?? 0;
  const otherLetters = (text.match(/\p{L}/gu)?.length ?? 0) - latinLetters;
  let changed = 0;
  const plain = text.replace(WORD, (word) => {
    const mixed = LATIN.test(word);
    if (!mixed && latinLetters < otherLetters) return word;
    let latin = '';
    let replaced = 0;
    for (const letter of word) {
      const alike = LOOK_ALIKES.get(letter);
      if (alike !== undefined) replaced += 1;
      else if (!mixed && !LATIN.test(letter)) return word;
      latin += alike ?? letter;
    }
    if (replaced > 0 && mixed) changed += 1;
    return replaced > 0 ? latin : word;
  });
  return { text: plain, changed };
}
