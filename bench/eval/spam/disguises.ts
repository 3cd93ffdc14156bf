const LOOK_ALIKES: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', s: 'ѕ', x: 'х', y: 'у' };

/** What spammers do to words so that filters do not know them, each applied to a whole text. */
export const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  zero_width: (text) => text.replaceAll(/(?<=\p{L}\p{L})(?=\p{L}\p{L})/gu, '\u200B'),
  homoglyph: (text) => text.replaceAll(/[aceiopsxy]/gu, (letter) => LOOK_ALIKES[letter] ?? letter),
  // Longer words only: one letter by one would be another text.
  spaced: (text) => text.replaceAll(/\p{L}{5,}/gu, (word) => Array.from(word).join(' ')),
  hxxp: (text) =>
    text
      .replaceAll(/https?:\/\//giu, (scheme) => scheme.toLowerCase().replace('http', 'hxxp'))
      .replaceAll(/\.(?=(?:com|net|org)\b)/giu, '[.]'),
};
