import { foldText } from '../fold.ts';

/** Letters that stay what they are when accents are taken off, as they are commonly written in Latin ones. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  // Cyrillic
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  // Greek
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

const PLAIN = /^[a-z0-9 ]*$/;

/** A text folded further, to plain Latin letters where its script has a common spelling in them: `Юрій` and `Yurij` come near, `Müller` and `Muller` meet. */
export function latin(text: string): string {
  const folded = foldText(text);
  if (PLAIN.test(folded)) return folded;
  let result = '';
  for (const letter of folded.normalize('NFD')) {
    if (/\p{M}/u.test(letter)) continue;
    result += LETTERS[letter] ?? letter;
  }
  // Korean syllables come apart by `NFD` too.
  return result.normalize('NFC');
}

/** The words of a text in plain Latin letters and digits, without punctuation. */
export function latinWords(text: string): string[] {
  // An apostrophe inside a word is no boundary: O'Neill and ONeill are one name.
  return latin(text)
    .replace(/(?<=\p{L})['’`´ʼ](?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
