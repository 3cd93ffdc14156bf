const MAX_CHARACTERS = 60;

/** Foreign text fit to stand in a sentence and in any database: one short line, no control characters, no half characters. */
export function quote(text: string): string {
  const line = text
    .slice(0, MAX_CHARACTERS * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS).join('')}…` : line;
}
