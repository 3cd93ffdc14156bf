/**
 * Text as Slack shows it literally: `&`, `<` and `>` escaped, so that no value can become a mention
 * (`<!channel>`), a hidden link or a user; and `@here`, `@channel`, `@everyone` split by an invisible
 * character, in case a workspace turns names into mentions.
 */
export function toMrkdwn(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(here|channel|everyone|group)\b/gi, '@\u200B$1');
}

/**
 * Encodes and cuts to at most `max` characters as sent. It never cuts inside an escape or a character, and a
 * cut shows as an ellipsis.
 */
export function fit(value: string, max: number, encode: (text: string) => string = toMrkdwn): { text: string; isCut: boolean } {
  const whole = encode(value);
  if (whole.length <= max) return { text: whole, isCut: false };
  const characters = Array.from(value);
  let low = 0;
  let high = Math.min(characters.length, max);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (encode(characters.slice(0, middle).join('')).length < max) low = middle;
    else high = middle - 1;
  }
  return { text: `${encode(characters.slice(0, low).join(''))}…`, isCut: true };
}
