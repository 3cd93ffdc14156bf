/** Characters that show nothing and are pasted (or put) into words: soft hyphen, zero-width space and joiners, BOM. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** Two texts a reader would call the same fold to the same text: letter case, spacing, width and invisible characters do not count. */
export function foldText(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();
}
