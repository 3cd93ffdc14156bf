/** About how wide a text is, in widths of an ordinary letter; a picture cannot measure. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += isWide(letter) ? 1.9 : /[A-ZÄÖÜMW@—]/u.test(letter) ? 1.25 : 1;
  return width;
}

/** Letters about as wide as they are high: Chinese, Japanese, Korean, emoji. */
function isWide(letter: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    letter,
  );
}

/** A text in lines of at most `width` letters; words that are longer are broken. What does not fit ends in "…". */
export function wrapText(text: string, width: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .trim()
    .split(/\s+/)
    .flatMap((one) => pieces(one, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `${pieces(lines[maxLines - 1] ?? '', width - 1)[0] ?? ''}…`];
}

function pieces(word: string, width: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && widthOf(piece + letter) > width) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return piece === '' ? found : [...found, piece];
}
