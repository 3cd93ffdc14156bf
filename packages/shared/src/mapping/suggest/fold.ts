/** Longer texts are cut: a label is no essay. */
export const LONGEST = 300;

/** Letters that Unicode takes for letters of their own and people leave out on other keyboards ("hasło", "haslo"). */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', đ: 'd', ð: 'd', ø: 'o', ı: 'i', æ: 'ae', œ: 'oe' };

/** Lower case without accents: what "Prénom" and "PRENOM" have in common. */
export function fold(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßłđðøıæœ]/g, (letter) => PLAIN[letter] ?? letter);
}
