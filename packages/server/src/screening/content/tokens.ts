/** Tags of comments and mails in HTML: no words of theirs. */
const TAG = /<\/?[a-z][^<>]{0,300}>/gu;

/** One pass over a text; what is personal or differs from message to message is known by its type. Order matters. */
const TOKEN = new RegExp(
  [
    String.raw`(?<url>(?:https?:\/\/|\bwww\.)[^\s<>"'[\](){}]+|\b[a-z0-9-]{2,}\.(?:com|net|org|info|biz|ru|io|co|xyz|shop|site|online|top|club|uk|de|ly|me|tv)\b(?:\/[^\s<>"']*)?)`,
    String.raw`(?<email>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`,
    String.raw`(?<money>[$£€¥₽₹]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$£€¥₽₹]|(?:usd|eur|gbp|dollars?|pounds?|euros?)\b))`,
    String.raw`(?<phone>\+?\d(?:[\s().-]{0,2}\d){6,14})`,
    String.raw`(?<number>\d+(?:[.,:]\d+)*)`,
    String.raw`(?<word>\p{L}+(?:'\p{L}+)?)`,
    String.raw`(?<rule>[-=*_~#.]{4,}|(?<=^|\n)>|--(?=\n))`,
    String.raw`(?<mark>!+|\?+|[$£€%#*]+|[\p{Extended_Pictographic}])`,
  ].join('|'),
  'gu',
);

export interface Tokens {
  /** Words as they are; of everything else its type: `<url>`, `<email>`, `<phone>`, `<money>`, `<n4>`, `<name>`. */
  words: string[];
  links: string[];
}

/** The words of a normalised text. `names`: words that name the sender, lower case. */
export function tokenise(text: string, names: ReadonlySet<string>): Tokens {
  const words: string[] = [];
  const links: string[] = [];
  for (const { groups = {}, 0: found } of text.replace(TAG, ' ').matchAll(TOKEN)) {
    if (groups['word'] !== undefined) words.push(names.has(found) ? '<name>' : found);
    else if (groups['url'] !== undefined) {
      links.push(found);
      words.push('<url>');
    } else words.push(typeOf(groups, found));
  }
  return { words, links };
}

function typeOf(groups: Record<string, string | undefined>, found: string): string {
  if (groups['number'] !== undefined) return `<n${Math.min(7, found.length)}>`;
  if (groups['rule'] !== undefined) return `<rule${found.charAt(0)}>`;
  if (groups['mark'] !== undefined) return found.slice(0, 2);
  if (groups['email'] !== undefined) return '<email>';
  return groups['money'] === undefined ? '<phone>' : '<money>';
}
