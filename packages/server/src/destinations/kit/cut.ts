/** A character that takes two places, such as an emoji, of which only the first is there. */
const HALF = /[\uD800-\uDBFF]$/;

/** The first `most` places of a text, or one fewer: never between the halves of one character, which vendors refuse or show as a box. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(HALF, '');
}

/** The same for a quoted text: what is cut shows as an ellipsis, which comes on top. */
export function clip(text: string, most = 300): string {
  return text.length <= most ? text : `${cut(text, most)}…`;
}
